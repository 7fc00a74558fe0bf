/* threads.c - 40 threads that call LAPACK at once; ends with 0 if all results agree. */
#include <pthread.h>
#include <string.h>
#include "cresset.h"

enum { THREADS = 40, N = 200 };

static pthread_barrier_t together;

static void *work(void *result)
{
    cr_tensor a = {.dtype = CR_F64}, x = {.dtype = CR_F64}, lu = {.dtype = CR_F64};
    cr_status status = cr_tensor_create(&a, CR_F64, 2, (int64_t[]){N, N});
    double *element = status ? NULL : (double *)a.owner->memory;
    for (int i = 0; element && i < N * N; i++)
        element[i] = (i * 7919 % 101) / 101.0 + (i % (N + 1) == 0) * N;
    pthread_barrier_wait(&together);
    if (!status) status = cr_gesv(&x, &lu, &a, &a);
    if (!status) memcpy(result, lu.owner->memory + (N * N - 1) * 8, 8);
    cr_tensor_release(&a);
    cr_tensor_release(&x);
    cr_tensor_release(&lu);
    return status ? result : NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    double results[THREADS];
    pthread_barrier_init(&together, NULL, THREADS);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, &results[i])) return 3;
    int status = 0;
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        if (failed) status = 1;
        if (results[i] != results[0]) status = 2;
    }
    return status;
}
