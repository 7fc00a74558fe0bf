/* checksum.c - CRC-32C, eight bytes at a time by tables. */
#include <pthread.h>
#include "cresset/checksum.h"
#include "fail.h"

static uint32_t table[8][256];
static pthread_once_t made = PTHREAD_ONCE_INIT;

/* table[k][b]: what byte b changes in the sum when k bytes follow it. */
static void make_table(void)
{
    for (uint32_t b = 0; b < 256; b++) {
        uint32_t sum = b;
        for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? 0x82F63B78u : 0);
        table[0][b] = sum;
    }
    for (int k = 1; k < 8; k++)
        for (int b = 0; b < 256; b++)
            table[k][b] = table[k - 1][b] >> 8 ^ table[0][table[k - 1][b] & 255];
}

static uint32_t eight(uint32_t sum, const uint8_t *b)
{
    sum ^= (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
    return table[7][sum & 255] ^ table[6][sum >> 8 & 255] ^ table[5][sum >> 16 & 255] ^
           table[4][sum >> 24] ^ table[3][b[4]] ^ table[2][b[5]] ^ table[1][b[6]] ^
           table[0][b[7]];
}

cr_status cr_crc32c(double *sum, const char *bytes, int64_t length, double start)
{
    REQUIRE(sum && (bytes || length == 0), CR_BAD_ARGUMENT,
            "crc32c: bytes is nil, expected a string");
    REQUIRE(length >= 0, CR_BAD_ARGUMENT, "crc32c: length is %lld, expected 0 or more",
            (long long)length);
    REQUIRE(start >= 0 && start <= UINT32_MAX && start == (double)(uint32_t)start,
            CR_BAD_ARGUMENT, "crc32c: start is %g, expected a sum", start);
    pthread_once(&made, make_table);
    const uint8_t *b = (const uint8_t *)bytes, *end = b + length;
    uint32_t crc = ~(uint32_t)start;
    for (; end - b >= 8; b += 8) crc = eight(crc, b);
    for (; b < end; b++) crc = crc >> 8 ^ table[0][(crc ^ *b) & 255];
    *sum = ~crc;
    return CR_OK;
}
