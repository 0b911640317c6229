package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"

	"crescendo/audio/decode"
	"crescendo/game/huntfile"
)

// check lists everything that is wrong with a hunt file. It alone may print
// the names of venues: whoever holds the file knows them.
func (p *program) check(_ context.Context, args []string) error {
	var schema bool
	words, help, err := parse("check", args, p.out, func(f *flag.FlagSet) {
		f.BoolVar(&schema, "schema", false, "print the JSON Schema of hunt files, for an editor, and check nothing")
	})
	if err != nil || help {
		return err
	}
	if schema {
		return p.schema(words)
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
	for _, path := range slices.Sorted(maps.Keys(read.songs)) {
		if clip, err := decode.Decode(read.songs[path]); err == nil { // a song that cannot be decoded is in the report
			fmt.Fprintf(p.out, "%s: %s\n", path, decode.Judge(clip))
		}
	}
	fmt.Fprintf(p.out, "%s: good: %d bands, %d seats\n", words[0], len(read.hunt.Bands), read.hunt.Seats())
	return nil
}

// schema prints what an editor needs to help with a hunt file.
func (p *program) schema(words []string) error {
	if len(words) > 0 {
		return usageError{errors.New("--schema is about every hunt file: name none")}
	}
	_, err := p.out.Write(huntfile.Schema())
	return err
}
