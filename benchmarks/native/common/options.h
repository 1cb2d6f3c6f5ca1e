/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_OPTIONS_H
#define HEADRACE_COMMON_OPTIONS_H

#define OPTION_MISSING (-1L)

typedef enum option_kind { OPTION_NUMBER, OPTION_NAME, OPTION_FLAG } option_kind;

typedef struct program_option {
    const char *name;
    option_kind kind;
    long smallest;
    long largest;
    const char *(*name_at)(long); /* of an OPTION_NAME: what it may be, by a number from 0 on, and then NULL */
    long value; /* a number, that of a name, or 1 for a flag; as parsed or, before that, the default */
} program_option;

/*
 * Parses --name value and --name=value. 0, or -1 after a message on stderr; an option left at OPTION_MISSING is an
 * error.
 */
int options_parse(int argc, char **argv, program_option *options, int count);

/* Lists the options on stderr. */
void options_print(const program_option *options, int count);

#endif
