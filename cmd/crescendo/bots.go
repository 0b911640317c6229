package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"

	"crescendo/assets/player"
	"crescendo/game/bot"
	"crescendo/maps/city"
)

// maxBots bounds what one process sends: each bot holds a socket.
const maxBots = 10_000

// bots sends players made of code to a server, over real sockets.
func (p *program) bots(ctx context.Context, args []string) error {
	var players int
	var seed uint64
	words, help, err := parse("bots", args, p.out, func(f *flag.FlagSet) {
		f.IntVar(&players, "players", 10, "how many, 1 to 10000")
		f.Uint64Var(&seed, "seed", 0, "of their chance; 0 draws one")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) != 1:
		return usageError{errors.New("want one address, such as http://127.0.0.1:8080")}
	case players < 1 || players > maxBots:
		return usageError{fmt.Errorf("--players %d: want 1 to %d", players, maxBots)}
	}
	if seed == 0 {
		seed = rand.Uint64()
	}
	streets, err := pocketParis()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%d bots, seed %d\n", players, seed)
	return bot.Run(ctx, bot.Config{Address: words[0], Players: players, Seed: seed, City: streets, Log: func(line string) { fmt.Fprintln(p.err, line) }})
}

// pocketParis returns the built-in streets.
func pocketParis() (*city.City, error) {
	c, err := city.Parse(player.Paris())
	if err != nil {
		return nil, fmt.Errorf("reading the built-in streets: %w", err)
	}
	return c, nil
}
