package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"

	"crescendo/assets/host"
	"crescendo/server"
	"crescendo/server/journal"
)

// serve serves an organiser's own hunt until it is told to stop.
func (p *program) serve(ctx context.Context, args []string) error {
	var listen, data string
	words, help, err := parse("serve", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&listen, "listen", "127.0.0.1:8080", "`HOST:PORT` to serve at; port 0 takes a free one, no host takes all of this machine's addresses")
		f.StringVar(&data, "data", "", "`DIR` for the hunt's keys; by default ID.data beside the hunt file")
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
	return p.serveHunt(ctx, read, listen, dataOf(data, words[0], read.hunt))
}

func (p *program) serveHunt(ctx context.Context, read huntRead, listen, data string) error {
	dir, err := openFolder(data)
	if err != nil {
		return err
	}
	defer dir.close()
	keys, err := dir.keys()
	if err != nil {
		return err
	}
	songs, bed, err := songsOf(read.hunt, read.songs)
	if err != nil {
		return err
	}
	watch := watchKeys(data, keys, read.hunt, p.log())
	authority, err := server.New(server.Config{
		Hunt: read.hunt, Keys: keys.forServer(), Journal: journal.NewMemory(), Songs: songs, Bed: bed,
		Pages: host.Pages(), Player: host.Player(), Log: p.log(), Links: watch.links, Operators: watch.allowed,
	})
	if err != nil {
		return err
	}
	site, err := open(listen)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, site.address())
	fmt.Fprintf(p.err, "join and play at %[1]s/, watch at %[1]s/leaderboard; this version keeps the evening in memory: a restart begins it anew\n", site.address())
	if len(watch.links()) > 0 {
		fmt.Fprintf(p.err, "the links of gate and doors: crescendo doors HUNT.yaml --data %s\n", data)
	}
	if len(watch.allowed()) == 0 {
		fmt.Fprintf(p.err, "nobody may act yet: crescendo keys operator add NAME --data %s\n", data)
	}
	return site.run(ctx, authority.Handler(), authority.Run)
}

func (p *program) log() *slog.Logger { return slog.New(slog.NewTextHandler(p.err, nil)) }
