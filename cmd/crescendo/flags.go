package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// parse reads a command's flags, which may stand before or behind its other
// words, and returns those words. Asked for help it prints the flags to out.
func parse(name string, args []string, out io.Writer, define func(*flag.FlagSet)) (words []string, help bool, err error) {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	if define != nil {
		define(flags)
	}
	for {
		err := flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprintf(out, "usage: %s\n", usageOf(name))
			flags.SetOutput(out)
			flags.PrintDefaults()
			return nil, true, nil
		}
		if err != nil {
			return nil, false, usageError{errors.New(strings.ReplaceAll(err.Error(), "flag provided but not defined", "there is no flag"))}
		}
		if flags.NArg() == 0 {
			return words, false, nil
		}
		words, args = append(words, flags.Arg(0)), flags.Args()[1:]
	}
}

func usageOf(name string) string {
	for _, c := range commands() {
		if c.name == name {
			return c.usage
		}
	}
	return name
}
