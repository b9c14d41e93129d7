/* The compiled core: what it offers, and what its files share.
 *
 * Plain C11 with the C library only, loaded by translit/core/__init__.py. Every function here has a twin in Python that
 * it agrees with in all answers, to the last bit; the comment above a function names it. Nothing is kept between calls but
 * what an object holds that the caller opened.
 */
#ifndef TRANSLIT_CORE_H
#define TRANSLIT_CORE_H

#include <stdint.h>

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

#endif
