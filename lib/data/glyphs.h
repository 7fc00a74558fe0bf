/* glyphs.h - private: how the ten digits are written. */
#pragma once

/* A point that a stroke passes: x to the right and y down, 0 to 100. */
typedef struct glyph_point {
    signed char x, y;
} glyph_point;

enum {
    PEN_UP = -1,    /* the x of an entry that ends a stroke */
    GLYPH_END = -2, /* and of the one that ends the glyph */
    GLYPH_STYLES = 4,
    GLYPH_POINTS = 16, /* of one stroke, at most */
};

/* The strokes of a digit in one of its styles. */
const glyph_point *glyph(int digit, int style);
