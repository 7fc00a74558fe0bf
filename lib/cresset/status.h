/* status.h - how a call reports failure: a status to return, a message to read. */
#pragma once

typedef enum cr_status {
    CR_OK = 0,
    CR_BAD_ARGUMENT,
    CR_BAD_SHAPE,
    CR_BAD_DTYPE,
    CR_BAD_DEVICE,
    CR_BAD_FILE,
    CR_NO_MEMORY,
    CR_INTERRUPTED,
} cr_status;

/* Why the last failing call on this thread failed, as "op: what is wrong".
 * Valid until the next failure on the same thread. */
const char *cr_message(void);

/* Two flags. Signal handlers set the first, as cr_interrupt() does, and Lua polls it: not
 * 0 after Ctrl-C. While a program has set the second to 1, because it wants to finish a
 * step, they set that one to 2 instead. */
volatile int *cr_interrupt_flag(void);
void cr_interrupt(void);
