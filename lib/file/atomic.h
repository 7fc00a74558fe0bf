/* atomic.h - private: write a file beside its place, then move it there in one step. */
#pragma once
#include "fail.h"

/* Open a new file for writing in the folder of `path`; *temporary becomes its name, to be
 * freed, or NULL where `path` is no regular file and is written directly. Links are
 * followed. Gives a descriptor, or -1 with errno set. */
int atomic_open(const char *path, char **temporary);

/* Bring the bytes to the disk, close, and move the file to `path`; 0, or errno. The
 * temporary file is gone afterwards and its name freed, also after a failure. */
int atomic_commit(int descriptor, char *temporary, const char *path);

/* Close and remove. */
void atomic_abandon(int descriptor, char *temporary);
