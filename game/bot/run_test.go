package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// log keeps what bots say.
type log struct {
	mu    sync.Mutex
	lines []string
}

func (l *log) add(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
}

func (l *log) count(with string) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, line := range l.lines {
		if strings.Contains(line, with) {
			n++
		}
	}
	return n
}

// run starts bots and returns a function that waits for them, or stops them.
func run(ctx context.Context, c Config) (wait func() error, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, c) }()
	return func() error { return <-ended }, cancel
}

var (
	den  = geo.Offset(middle, 70, 700)
	roof = geo.Offset(middle, 290, 900)
)

func TestABotWalksToItsSeatBySteps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 3, map[string]geo.Point{"owls": den})
		defer s.close()
		c, said := s.config(3), &log{}
		c.Log = said.add
		wait, stop := run(t.Context(), c)
		defer stop()
		<-time.After(time.Hour / rate)
		if n := said.count("has seat"); n != 3 || said.count("has seat 3 with owls") != 1 {
			t.Errorf("%d bots have a seat after an hour, want all three: %v", n, said.lines)
		}
		s.end(0)
		if err := wait(); err != nil {
			t.Errorf("after the evening Run returns %v, want nil", err)
		}
	})
}

func TestBotsSwitchWhenTheirBandIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 2, map[string]geo.Point{"owls": den, "foxes": roof})
		defer s.close()
		c, said := s.config(5), &log{}
		c.Log, c.City = said.add, gridTown(t)
		wait, stop := run(t.Context(), c)
		defer stop()
		<-time.After(2 * time.Hour / rate)
		if n := said.count("has seat"); n != 4 {
			t.Errorf("%d bots have a seat after two hours, want four, which is all", n)
		}
		s.mu.Lock()
		switched := 0
		for name, bands := range s.tunings {
			if len(bands) > 1 {
				switched++
			}
			if len(bands) > 2 || len(slices.Compact(slices.Clone(bands))) != len(bands) {
				t.Errorf("%s tuned %v: want another band, once", name, bands)
			}
		}
		s.mu.Unlock()
		if switched == 0 {
			t.Error("nobody switched, though a band was full")
		}
		stop()
		if err := wait(); err != nil {
			t.Errorf("Run returns %v, want nil when its context is done", err)
		}
	})
}

func TestBotsComeToTheNextEvening(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 5, map[string]geo.Point{"owls": den})
		defer s.close()
		c, said := s.config(4), &log{}
		c.Log, c.Again = said.add, true
		wait, stop := run(t.Context(), c)
		defer stop()
		<-time.After(time.Hour / rate)
		s.end(wire.CloseNewHunt)
		s.mu.Lock()
		s.refuse = "over" // until the next one is open
		s.mu.Unlock()
		<-time.After(20 * time.Second)
		s.open()
		s.mu.Lock()
		s.refuse = ""
		s.mu.Unlock()
		<-time.After(time.Hour / rate)
		if n := len(s.joined); n != 8 {
			t.Errorf("%d joined on two evenings, want the same four twice", n)
		}
		if n := said.count("has seat"); n != 8 || said.count("leaves") != 0 {
			t.Errorf("%d seats on two evenings, want all: %v", n, said.lines)
		}
		stop()
		if err := wait(); err != nil {
			t.Errorf("Run returns %v, want nil when its context is done", err)
		}
	})
}

func TestBotsComeBackByThemselves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 5, map[string]geo.Point{"owls": den})
		defer s.close()
		c, said := s.config(4), &log{}
		c.Log = said.add
		wait, stop := run(t.Context(), c)
		for range 5 {
			<-time.After(20 * time.Second)
			s.mu.Lock()
			for g := range s.guests {
				g.ws.NetConn().Close()
			}
			s.mu.Unlock()
		}
		<-time.After(time.Hour / rate)
		if n := said.count("has seat"); n != 4 || len(s.joined) != 4 {
			t.Errorf("%d seats, %d joined, after the network went five times: want four, who joined once", n, len(s.joined))
		}
		stop()
		wait()
	})
}

func TestWhyBotsWereSentAwayIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		refuse string
		again  bool
	}{"refused": {"nickname_sign", true}, "too late": {"over", false}} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, 5, map[string]geo.Point{"owls": den})
			defer s.close()
			s.refuse = c.refuse
			config, said := s.config(3), &log{}
			config.Log, config.Again = said.add, c.again
			err := Run(t.Context(), config)
			var why client.Trouble
			if !errors.As(err, &why) || why.Code != client.Code(c.refuse) || said.count("leaves: Not now.") != 3 {
				t.Errorf("%s: Run returns %v, said %v", name, err, said.lines)
			}
		})
	}
	for _, n := range []int{-1, 0, MaxPlayers + 1} {
		if err := Run(t.Context(), Config{Players: n}); err == nil {
			t.Errorf("%d bots run", n)
		}
	}
	if err := Run(t.Context(), Config{Players: 2, Address: "no address"}); err == nil {
		t.Error("bots run without an address")
	}
}

func TestBotsStopAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 5, map[string]geo.Point{"owls": den})
		defer s.close()
		wait, stop := run(t.Context(), s.config(50))
		<-time.After(2 * time.Second) // some are not there yet
		began := time.Now()
		stop()
		if err := wait(); err != nil {
			t.Error(err)
		}
		if d := time.Since(began); d > time.Second {
			t.Errorf("it took %v until all were gone", d)
		}
	})
}
