#include "core.h"

#ifndef TRANSLIT_SOURCE_ID
#define TRANSLIT_SOURCE_ID ""
#endif

/* Which sources the library was built from. */
API const char *translit_source_id(void) { return TRANSLIT_SOURCE_ID; }
