package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"

	"crescendo/assets/host"
	"crescendo/server"
)

// serve serves an organiser's own hunt until it is told to stop.
func (p *program) serve(ctx context.Context, args []string) error {
	var listen, data string
	var memory bool
	words, help, err := parse("serve", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&listen, "listen", "127.0.0.1:8080", "`HOST:PORT` to serve at; port 0 takes a free one, no host takes all of this machine's addresses")
		f.StringVar(&data, "data", "", "`DIR` for all that lasts, the keys and the evening; by default ID.data beside the hunt file")
		f.BoolVar(&memory, "memory", false, "a rehearsal: keep the evening in memory, so that each start begins a new one; the keys are those of DIR")
	})
	if err != nil || help {
		return err
	}
	if len(words) != 1 {
		return usageError{errors.New("want one hunt file")}
	}
	read, err := p.readHunt(words[0])
	switch {
	case err != nil:
		return err
	case read.hunt == nil:
		fmt.Fprint(p.err, read.report)
		return errSaid
	}
	return p.serveHunt(ctx, served{read, words[0], listen, dataOf(data, words[0], read.hunt), memory})
}

// served is what is served, and how.
type served struct {
	huntRead
	file, listen, data string
	memory             bool
}

func (p *program) serveHunt(ctx context.Context, h served) (err error) {
	dir, err := openFolder(h.data)
	if err != nil {
		return err
	}
	defer dir.close()
	keys, err := dir.keys()
	if err != nil {
		return err
	}
	songs, bed, err := songsOf(h.hunt, h.songs)
	if err != nil {
		return err
	}
	kept := inMemory()
	if !h.memory {
		if kept, err = openStorage(ctx, h.data, h.file, h.hunt.ID, p.log()); err != nil {
			return err
		}
	}
	defer func() { err = errors.Join(err, kept.close()) }()
	watch := watchKeys(h.data, keys, h.hunt, p.log())
	authority, err := server.New(server.Config{
		Hunt: h.hunt, Keys: keys.forServer(), Journal: kept.journal, ReadyAt: kept.ready, Store: kept.store, Songs: songs, Bed: bed,
		Pages: host.Pages(), Player: host.Player(), Log: p.log(), Links: watch.links, Operators: watch.allowed,
	})
	if err != nil {
		return err
	}
	site, err := open(h.listen)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, site.address())
	fmt.Fprintf(p.err, "join and play at %[1]s/, watch at %[1]s/leaderboard; %[2]s\n", site.address(), h.lasts(kept.ready))
	if len(watch.links()) > 0 {
		fmt.Fprintf(p.err, "the links of gate and doors: crescendo doors HUNT.yaml --data %s\n", h.data)
	}
	if len(watch.allowed()) == 0 {
		fmt.Fprintf(p.err, "nobody may act yet: crescendo keys operator add NAME --data %s\n", h.data)
	}
	return site.run(ctx, authority.Handler(), authority.Run)
}

// lasts says what becomes of the evening when the command ends.
func (h *served) lasts(records uint64) string {
	switch {
	case h.memory:
		return "the evening is kept in memory: a restart begins a new one"
	case records == 0:
		return "the evening is kept in " + h.data + ": a restart goes on where it was"
	}
	return fmt.Sprintf("it goes on with the evening in %s, of which there are %d records", h.data, records)
}

func (p *program) log() *slog.Logger { return slog.New(slog.NewTextHandler(p.err, nil)) }
