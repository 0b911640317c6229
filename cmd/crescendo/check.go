package main

import (
	"context"
	"errors"
	"fmt"
)

// check lists everything that is wrong with a hunt file. It alone may print
// the names of venues: whoever holds the file knows them.
func (p *program) check(_ context.Context, args []string) error {
	words, help, err := parse("check", args, p.out, nil)
	if err != nil || help {
		return err
	}
	if len(words) != 1 {
		return usageError{errors.New("want one hunt file")}
	}
	read, err := p.readHunt(words[0])
	if err != nil {
		return err
	}
	fmt.Fprint(p.out, read.report)
	if read.hunt == nil {
		return errSaid
	}
	fmt.Fprintf(p.out, "%s: good: %d bands, %d seats\n", words[0], len(read.hunt.Bands), read.hunt.Seats())
	return nil
}
