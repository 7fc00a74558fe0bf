/* names.c - checks names and places of the tensors in a file against each other. */
#include <stdlib.h>
#include <string.h>
#include "archive.h"

bool is_utf8(const char *text, int64_t length)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + length;
    while (p < end) {
        int more = *p < 0x80 ? 0 : *p < 0xc2 ? -1 : *p < 0xe0 ? 1 : *p < 0xf0 ? 2 : 3;
        if (more < 0 || *p > 0xf4 || end - p <= more) return false;
        int least = *p == 0xe0 ? 0xa0 : *p == 0xf0 ? 0x90 : 0x80;
        int most = *p == 0xed ? 0x9f : *p == 0xf4 ? 0x8f : 0xbf;
        for (int i = 1; i <= more; i++, least = 0x80, most = 0xbf)
            if (p[i] < least || p[i] > most) return false;
        p += more + 1;
    }
    return true;
}

typedef int compare(const void *a, const void *b);

static int by_name(const void *a, const void *b)
{
    const entry *x = *(const entry *const *)a, *y = *(const entry *const *)b;
    int64_t shorter = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->name, y->name, (size_t)shorter);
    return order ? order : (x->length > y->length) - (x->length < y->length);
}

static int by_place(const void *a, const void *b)
{
    const entry *x = *(const entry *const *)a, *y = *(const entry *const *)b;
    if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* The entries in order; to be freed. NULL if there is no memory. */
static const entry **sorted(const entry_list *list, compare *order)
{
    const entry **all = malloc((size_t)(list->count + 1) * sizeof *all);
    if (!all) return NULL;
    for (int64_t i = 0; i < list->count; i++) all[i] = &list->entries[i];
    qsort(all, (size_t)list->count, sizeof *all, order);
    return all;
}

static cr_status no_memory(const cr_archive *archive)
{
    return cr_fail(CR_NO_MEMORY, "load: %s: no memory for %lld names",
                   archive->file->name, (long long)archive->tensors.count);
}

static cr_status unique(const cr_archive *archive, const entry_list *list)
{
    const entry **all = sorted(list, by_name);
    if (!all) return no_memory(archive);
    cr_status status = CR_OK;
    for (int64_t i = 1; !status && i < list->count; i++)
        if (!by_name(&all[i - 1], &all[i]))
            status =
                cr_fail(archive->writes ? CR_BAD_ARGUMENT : CR_BAD_FILE,
                        "%s: %s: two entries have the name '%.*s'",
                        archive->writes ? "save" : "load", archive->file->name,
                        (int)(all[i]->length < 200 ? all[i]->length : 200), all[i]->name);
    free(all);
    return status;
}

cr_status check_names(cr_archive *archive)
{
    TRY(unique(archive, &archive->tensors));
    return unique(archive, &archive->notes);
}

cr_status check_places(cr_archive *archive, int64_t from, int64_t to, bool gaps)
{
    const entry_list *list = &archive->tensors;
    const entry **all = sorted(list, by_place);
    if (!all) return no_memory(archive);
    cr_status status = CR_OK;
    int64_t at = from;
    for (int64_t i = 0; !status && i < list->count; at = all[i++]->end)
        if (gaps ? all[i]->begin < at : all[i]->begin != at)
            status = file_trouble(archive->file,
                                  "'%.*s' begins at byte %lld, but byte %lld is where "
                                  "the tensor before it ends",
                                  (int)(all[i]->length < 200 ? all[i]->length : 200),
                                  all[i]->name, (long long)all[i]->begin, (long long)at);
    free(all);
    if (!status && !gaps && at != to)
        status = file_trouble(archive->file,
                              "its tensors end at byte %lld, but it has %lld bytes",
                              (long long)at, (long long)to);
    return status;
}
