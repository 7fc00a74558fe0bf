/* atomic.c - writes a file beside its place, then moves it there in one step. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "atomic.h"

/* The file that `path` names, behind any links; to be freed. NULL if there is no memory.
 */
static char *target_of(const char *path)
{
    char *target = realpath(path, NULL);
    return target || errno == ENOMEM ? target : strdup(path);
}

int atomic_open(const char *path, char **temporary)
{
    static int counter;
    struct stat old;
    bool exists = stat(path, &old) == 0;
    *temporary = NULL;
    if (exists && !S_ISREG(old.st_mode)) return open(path, O_WRONLY | O_CLOEXEC);
    if (exists && access(path, W_OK)) return -1;
    char *target = target_of(path), *name = NULL;
    int number = __atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED);
    int length =
        target ? asprintf(&name, "%s.tmp.%ld.%d", target, (long)getpid(), number) : -1;
    free(target);
    if (length < 0) {
        errno = ENOMEM;
        return -1;
    }
    int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        int error = errno;
        free(name);
        errno = error;
        return -1;
    }
    if (exists && fchmod(descriptor, old.st_mode & 07777))
        errno = 0; /* as good as we can */
    *temporary = name;
    return descriptor;
}

/* A renamed file survives a power failure only once its folder is written. */
static void sync_folder(char *path)
{
    int folder = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

int atomic_commit(int descriptor, char *temporary, const char *path)
{
    char *target = temporary ? target_of(path) : NULL;
    int error = temporary && !target ? ENOMEM : 0;
    if (temporary && !error && fsync(descriptor)) error = errno;
    if (close(descriptor) && !error) error = errno;
    if (temporary && !error && rename(temporary, target)) error = errno;
    if (temporary && error) unlink(temporary);
    if (target && !error) sync_folder(target);
    free(target);
    free(temporary);
    return error;
}

void atomic_abandon(int descriptor, char *temporary)
{
    close(descriptor);
    if (temporary) unlink(temporary);
    free(temporary);
}
