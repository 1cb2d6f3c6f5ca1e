/* SPDX-License-Identifier: Apache-2.0 */
#include "options.h"

#include "failure.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 32

static int parse_number(program_option *option, const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < option->smallest || value > option->largest) {
        return failed("--%s: \"%s\" is not a whole number from %ld to %ld", option->name, text, option->smallest,
                      option->largest);
    }
    option->value = value;
    return 0;
}

static void print_names(const program_option *option)
{
    const char *name;
    for (long i = 0; (name = option->name_at(i)) != NULL; i++) {
        fprintf(stderr, "%s%s", i == 0 ? "" : "|", name);
    }
}

static int parse_name(program_option *option, const char *text)
{
    const char *name;
    for (long i = 0; (name = option->name_at(i)) != NULL; i++) {
        if (strcmp(name, text) == 0) {
            option->value = i;
            return 0;
        }
    }
    fprintf(stderr, "%s: --%s: \"%s\" is not one of ", program_invocation_short_name, option->name, text);
    print_names(option);
    fputc('\n', stderr);
    return -1;
}

static int parse_flag(program_option *option, const char *text)
{
    (void)text;
    option->value = 1;
    return 0;
}

static int (*const parse[])(program_option *option, const char *text) = {
    [OPTION_NUMBER] = parse_number,
    [OPTION_NAME] = parse_name,
    [OPTION_FLAG] = parse_flag,
};

int options_parse(int argc, char **argv, program_option *options, int count)
{
    struct option names[MOST_OPTIONS + 1] = {0};
    int index;
    int found;
    for (int i = 0; i < count; i++) {
        int argument = options[i].kind == OPTION_FLAG ? no_argument : required_argument;
        names[i] = (struct option){options[i].name, argument, NULL, 0};
    }
    while ((found = getopt_long(argc, argv, "", names, &index)) == 0) {
        if (parse[options[index].kind](&options[index], optarg) != 0) {
            return -1;
        }
    }
    if (found != -1) {
        return -1;
    }
    if (optind < argc) {
        return failed("unexpected argument \"%s\"", argv[optind]);
    }
    for (int i = 0; i < count; i++) {
        if (options[i].value == OPTION_MISSING) {
            return failed("--%s is missing", options[i].name);
        }
    }
    return 0;
}

static void print_option(const program_option *option)
{
    fprintf(stderr, "--%s", option->name);
    if (option->kind == OPTION_NUMBER) {
        fputs(" N", stderr);
    } else if (option->kind == OPTION_NAME) {
        fputc(' ', stderr);
        print_names(option);
    }
}

void options_print(const program_option *options, int count)
{
    fprintf(stderr, "usage: %s", program_invocation_short_name);
    for (int i = 0; i < count; i++) {
        fputc(' ', stderr);
        print_option(&options[i]);
    }
    fputc('\n', stderr);
}
