/* safetensors.h - private: .safetensors files, read and written.
 * From: Hugging Face, safetensors, README.md: Format. */
#pragma once
#include "archive.h"

/* What 'F32' and so on are; -1 for other names. */
int safetensors_type(const char *name, int64_t length);

cr_status safetensors_open(cr_archive *archive);
cr_status safetensors_read(cr_archive *archive, const entry *chosen, cr_tensor *output);
cr_status safetensors_add(cr_archive *archive, entry *added, const cr_tensor *input);
cr_status safetensors_finish(cr_archive *archive);
