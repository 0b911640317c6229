package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"flag"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"crescendo/assets/host"
	"crescendo/game"
	"crescendo/game/bot"
	"crescendo/maps/city"
	"crescendo/server"
	"crescendo/server/door"
	"crescendo/server/journal"
)

// The demo's evening.
const (
	demoLobby = 20 * time.Second // wall time between opening and the gun
	demoHunt  = 60 * time.Minute // hunt time between the gun and the close
	demoPause = 30 * time.Second // wall time between the end and the next evening
)

// demo plays evenings in Paris for ever: a whole hunt on one machine.
func (p *program) demo(ctx context.Context, args []string) error {
	d := demo{program: p}
	var listen string
	words, help, err := parse("demo", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&listen, "listen", "127.0.0.1:8080", "`HOST:PORT` to serve at; :8080 opens it to phones on your network")
		f.IntVar(&d.rate, "rate", 8, "seconds of the hunt in one second, 1 to 16")
		f.IntVar(&d.bots, "bots", 40, "players made of code, 0 to 1000")
		f.StringVar(&d.gate, "gate", "none", "who keeps the start plaza: `none|code|staff`; a screen that shows a code, or stewards who scan passes")
		f.StringVar(&d.doors, "doors", "none", "who keeps the venues' doors: `none|code|staff`; gate and doors come together, or not at all")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) != 0:
		return usageError{fmt.Errorf("%q: the demo brings its own hunt", words[0])}
	case d.rate < 1 || d.rate > game.MaxRate:
		return usageError{fmt.Errorf("--rate %d: want 1 to %d", d.rate, game.MaxRate)}
	case d.bots < 0 || d.bots > 1000:
		return usageError{fmt.Errorf("--bots %d: want 0 to 1000", d.bots)}
	}
	if err := keepers(d.gate, d.doors); err != nil {
		return usageError{err}
	}
	if d.streets, err = pocketParis(); err != nil {
		return err
	}
	if err := d.stays.complete(); err != nil {
		return err
	}
	site, err := open(listen)
	if err != nil {
		return err
	}
	d.address = site.address()
	return site.run(ctx, http.HandlerFunc(d.answer), func(ctx context.Context) error { return d.evenings(ctx, site) })
}

// demo is one evening after another behind one port.
type demo struct {
	*program
	rate, bots  int
	gate, doors string // who keeps them, in the hunt file's words
	streets     *city.City
	address     string
	stays       keys                          // those that all evenings share: see secrets
	now         atomic.Pointer[server.Server] // whose evening it is
}

func (d *demo) greet(s *site) error {
	fmt.Fprintln(d.out, d.address)
	fmt.Fprintf(d.out, "\n  play   %[1]s/            put on headphones, tap, walk with the arrow keys or your thumb\n  watch  %[1]s/leaderboard\n", d.address)
	if s.everywhere() {
		_, port, _ := net.SplitHostPort(s.listener.Addr().String())
		for _, host := range neighbours() {
			fmt.Fprintf(d.out, "  phone  http://%s/\n", net.JoinHostPort(host, port))
		}
	}
	if err := d.greetStewards(); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "\nThe gun fires %v after each opening; %d bots play along; an evening lasts %v, and is kept in memory alone. Ctrl-C ends it.\n", demoLobby, d.bots, d.length())
	return nil
}

// neighbours are this machine's addresses for others on its network.
func neighbours() (hosts []string) {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && !n.IP.IsLoopback() {
			hosts = append(hosts, n.IP.String())
		}
	}
	return hosts
}

// length is the wall time between the gun and the close.
func (d *demo) length() time.Duration { return demoHunt / time.Duration(d.rate) }

// answer answers for the evening that is on.
func (d *demo) answer(w http.ResponseWriter, r *http.Request) {
	if s := d.now.Load(); s != nil {
		s.Handler().ServeHTTP(w, r)
		return
	}
	w.Header().Set("Retry-After", "1")
	w.Header().Set("Refresh", "1") // a browser comes back by itself
	http.Error(w, "the first evening opens in a moment; try again", http.StatusServiceUnavailable)
}

// evenings plays one evening after another until ctx is done. The next one
// takes the port over before the last one sends its players there. The address
// is told once there is an evening behind it.
func (d *demo) evenings(ctx context.Context, s *site) error {
	last := func() {}
	defer func() { last() }()
	for number := 1; ; number++ {
		e, err := d.evening(time.Now())
		if err != nil {
			return err
		}
		stop := e.start(ctx, d)
		d.now.Store(e.server)
		last()
		last = stop
		if number == 1 {
			if err := d.greet(s); err != nil {
				return err
			}
		}
		fmt.Fprintf(d.out, "evening %d is open; the gun fires at %s, %sthe next evening opens at %s\n",
			number, clock(e.hunt.Starts), admits(e.hunt), clock(e.next))
		if !sleep(ctx, time.Until(time.UnixMilli(e.next))) {
			return nil
		}
	}
}

func clock(ms int64) string { return time.UnixMilli(ms).Format(time.TimeOnly) }

// evening is one of the demo's evenings.
type evening struct {
	hunt   *game.Hunt
	server *server.Server
	links  []door.Place
	next   int64 // when the one after it opens, Unix ms
}

func (d *demo) evening(opens time.Time) (*evening, error) {
	hunt, err := d.hunt(opens)
	if err != nil {
		return nil, err
	}
	songs, bed, err := songsOf(hunt, nil) // all of them are built in
	if err != nil {
		return nil, err
	}
	secrets, err := d.secrets()
	if err != nil {
		return nil, err
	}
	e := &evening{hunt: hunt, links: secrets.Places(hunt, server.Revisions{})}
	e.next = hunt.Wall(game.NewRace(hunt, secrets.Seed).CloseDue()) + demoPause.Milliseconds()
	e.server, err = server.New(server.Config{
		Hunt: hunt, Keys: secrets, Journal: journal.NewMemory(), Songs: songs, Bed: bed,
		Pages: host.Pages(), Player: host.Player(), Log: d.log(),
		Links: func() []door.Place { return e.links },
		Next:  func() int64 { return e.next },
	})
	return e, err
}

// start runs the evening and its bots, and returns what ends both.
func (e *evening) start(ctx context.Context, d *demo) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	all.Go(func() {
		if err := e.server.Run(ctx); err != nil {
			fmt.Fprintln(d.err, "crescendo demo:", err)
		}
	})
	if d.bots > 0 {
		all.Go(func() { d.send(ctx, e) })
	}
	return func() {
		e.server.Retire()
		cancel()
		all.Wait()
	}
}

// send sends this evening's bots, with somebody at the gate and the doors.
func (d *demo) send(ctx context.Context, e *evening) {
	var seed [8]byte
	rand.Read(seed[:]) // never fails (crypto/rand)
	c := bot.Config{Address: d.address, Players: d.bots, Seed: binary.LittleEndian.Uint64(seed[:]), City: d.streets}
	if len(e.links) > 0 {
		c.Steward = newSteward(d.address, e.hunt, e.links, &http.Client{}, func(trouble string) { fmt.Fprintln(d.err, "crescendo demo:", trouble) })
	}
	if err := bot.Run(ctx, c); err != nil && ctx.Err() == nil {
		fmt.Fprintln(d.err, "crescendo demo: the bots:", err)
	}
}
