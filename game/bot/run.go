package bot

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"crescendo/game/client"
	"crescendo/maps/city"
)

// MaxPlayers is how many bots one Run may have: what one process has sockets
// for.
const MaxPlayers = 15_000

const (
	arriveWithin = 5 * time.Second // bots come one by one, as people do
	comeAgain    = 5 * time.Second // at most, before a bot joins the next evening
)

// Config is what Run needs. Its zero values, where they stand for something,
// are named.
type Config struct {
	Address  string             // of the server, as client.Config has it
	Players  int                // 1 to MaxPlayers
	Seed     uint64             // the same seed gives the same bots
	City     *city.City         // nil for open ground everywhere
	Nickname func(i int) string // of bot i, from 0; nil for names that people have
	Again    bool               // join the next evening when one opens, for ever
	Steward  Steward            // at the gate and the doors; nil where nobody gives codes to bots
	Log      func(line string)  // what a person watching may like to read; nil for silence
	Dial     client.Dialer      // nil for the platform's
	Join     client.Joiner      // nil for the platform's
}

// Run plays with all bots until ctx is done, or until each has seen the
// evening's end and does not come again, and returns nil. When all of them were
// sent away it returns why, for a person to read. No goroutine is left when it
// returns.
func Run(ctx context.Context, c Config) error {
	if c.Players < 1 || c.Players > MaxPlayers {
		return fmt.Errorf("%d bots: want 1 to %d", c.Players, MaxPlayers)
	}
	if c.Nickname == nil {
		c.Nickname = Nickname
	}
	all := &crowd{Config: c, streets: newStreets(c.City)}
	var done sync.WaitGroup
	for i := range c.Players {
		done.Go(func() { all.live(ctx, i) })
	}
	done.Wait()
	if ctx.Err() != nil || all.ended > 0 {
		return nil
	}
	return all.why
}

// unhelped is said where a hunt wants what bots cannot know.
const unhelped = "this hunt has a gate or doors, and nobody gives their codes to bots: they cannot win; rehearse with `crescendo demo --gate code --doors code`"

// crowd is what the bots of one Run share.
type crowd struct {
	Config
	streets *streets // nil for open ground
	warn    sync.Once

	mu    sync.Mutex // guards what follows
	ended int        // bots that saw the evening's end
	why   error      // why a bot was sent away
}

func (c *crowd) say(line string) {
	if c.Log == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.Log(line)
}

// live is the life of one bot: an evening, or one after the other.
func (c *crowd) live(ctx context.Context, i int) {
	chance := rand.New(rand.NewPCG(c.Seed, uint64(i)))
	name := c.Nickname(i)
	pause := time.Duration(chance.Float64() * float64(min(arriveWithin, time.Duration(c.Players)*100*time.Millisecond)))
	for wait(ctx, pause) {
		err := c.evening(ctx, name, chance)
		if ctx.Err() != nil {
			return
		}
		if !c.Again || !comesAgain(err) {
			c.leave(name, err)
			return
		}
		pause = time.Duration((0.2 + 0.8*chance.Float64()) * float64(comeAgain))
	}
}

// evening plays until the end, and returns why it is over: nil at its regular
// end.
func (c *crowd) evening(ctx context.Context, name string, chance *rand.Rand) error {
	ctx, home := context.WithCancel(ctx)
	defer home()
	p := newPlayer(c.streets, chance)
	session := client.New(client.Config{Address: c.Address, Nickname: name, Source: p, Dial: c.Dial, Join: c.Join})
	p.session, p.steward = session, c.Steward
	seated := false
	session.Watch(func(s client.State) {
		if s.Seat != nil && !seated {
			seated = true
			c.say(fmt.Sprintf("%s has seat %d with %s", name, s.Seat.Seat, s.Seat.Band))
		}
		if (!s.Gated || s.Hunt.Doors != "") && s.Hunt.Rate > 0 && c.Steward == nil {
			c.warn.Do(func() { c.say(unhelped) })
		}
		if s.Ended != nil && !c.Again {
			home()
		}
	})
	return session.Run(ctx)
}

// comesAgain tells whether there may be another evening after this one ended
// with err.
func comesAgain(err error) bool {
	var t client.Trouble
	if !errors.As(err, &t) {
		return true
	}
	switch t.Code {
	case client.NewHunt, client.Unknown, "soon", "over": // the latter two from a server that was asked to join
		return true
	}
	return false
}

func (c *crowd) leave(name string, err error) {
	if err != nil {
		c.say(fmt.Sprintf("%s leaves: %v", name, err))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var t client.Trouble
	if err == nil || errors.As(err, &t) && t.Code == client.NewHunt {
		c.ended++
		return
	}
	c.why = err
}

// wait lets time pass, and tells whether ctx lasted.
func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}
