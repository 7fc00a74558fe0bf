/* status.c - keeps the last error message of each thread, and the interrupt flag. */
#include <stdarg.h>
#include <stdio.h>
#include "fail.h"

static _Thread_local char message[2048];
static volatile int interrupted[2];

const char *cr_message(void)
{
    return message;
}

cr_status cr_fail(cr_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return status;
}

volatile int *cr_interrupt_flag(void)
{
    return interrupted;
}

void cr_interrupt(void)
{
    if (interrupted[1])
        interrupted[1] = 2;
    else
        interrupted[0] = 1;
}
