package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game"
	"crescendo/game/wire"
)

// transcript is everything that left a server in a play, input by input: what
// was written to each connection, and each line of a log, with its time.
type transcript struct {
	hunt       *game.Hunt // whose secrets are masked where they may be told
	commitment string
	proofs     int // in the journal in the end, where nobody sees them

	mu     sync.Mutex
	inputs []*input // guarded by mu
	conns  int      // guarded by mu
}

// input is one thing that was done to a server, and what left until all was
// quiet. Between two channels there is no order: they go to different people.
type input struct {
	name     string
	over     bool // the order is final: what was secret is open (R12)
	channels []string
	left     map[string][]sending // by channel, oldest first
}

// sending is what left a channel at one moment.
type sending struct {
	at    time.Time
	bytes []byte
}

// begin begins the next input.
func (x *transcript) begin(name string, over bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	name = fmt.Sprintf("input %d, %s", len(x.inputs)+1, name)
	x.inputs = append(x.inputs, &input{name: name, over: over, left: map[string][]sending{}})
}

// leave notes what leaves. What leaves a channel at the same moment is one
// sending: so it is in a network.
func (x *transcript) leave(channel string, b []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.inputs) == 0 {
		x.inputs = append(x.inputs, &input{name: "before any input", left: map[string][]sending{}})
	}
	in, now := x.inputs[len(x.inputs)-1], time.Now()
	list := in.left[channel]
	switch n := len(list); {
	case n == 0:
		in.channels = append(in.channels, channel)
		list = []sending{{now, bytes.Clone(b)}}
	case list[n-1].at.Equal(now):
		list[n-1].bytes = append(list[n-1].bytes, b...)
	default:
		list = append(list, sending{now, bytes.Clone(b)})
	}
	in.left[channel] = list
}

// all returns what left all channels, one behind the other: for what must have
// happened in a play.
func (x *transcript) all() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	var b strings.Builder
	for _, in := range x.inputs {
		for _, c := range in.channels {
			for _, p := range in.left[c] {
				b.Write(p.bytes)
			}
		}
	}
	return b.String()
}

// until returns a transcript up to the first input that sent a text; all of it
// for "".
func (x *transcript) until(text string) *transcript {
	for i, in := range x.inputs {
		for _, list := range in.left {
			if text != "" && slices.ContainsFunc(list, func(s sending) bool { return bytes.Contains(s.bytes, []byte(text)) }) {
				return &transcript{hunt: x.hunt, commitment: x.commitment, inputs: x.inputs[:i]}
			}
		}
	}
	return x
}

// steps returns the steps that were told, each once.
func (x *transcript) steps() (list []uint8) {
	frame := []byte{0x80 | websocket.BinaryMessage, wire.StepSize, 1, 2} // the socket's header, and the step's
	for _, in := range x.inputs {
		for _, sent := range in.left {
			for _, s := range sent {
				if i := bytes.Index(s.bytes, frame); i >= 0 && len(s.bytes) >= i+2+wire.StepSize {
					list = append(list, s.bytes[i+5])
				}
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// tap is the server's end of a connection, written down. Its channel is what
// the other side asked for first.
type tap struct {
	net.Conn
	x      *transcript
	number int

	mu      sync.Mutex
	channel string
	closed  bool
}

func (x *transcript) tap(c net.Conn) net.Conn {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.conns++
	return &tap{Conn: c, x: x, number: x.conns}
}

func (c *tap) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.channel == "" && n > 0 {
		line, _, _ := strings.Cut(string(b[:n]), " HTTP/")
		c.channel = fmt.Sprintf("connection %d (%s)", c.number, line)
	}
	return n, err
}

// Write notes what is to leave when the server wants it to, not when somebody
// slow takes it.
func (c *tap) Write(b []byte) (int, error) {
	c.x.leave(c.name(), b)
	return c.Conn.Write(b)
}

func (c *tap) Close() error {
	c.mu.Lock()
	first := !c.closed
	c.closed = true
	c.mu.Unlock()
	if first {
		c.x.leave(c.name(), []byte("‹the end›"))
	}
	return c.Conn.Close()
}

func (c *tap) name() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.channel
}

// lines is a log that is written down.
type lines struct {
	x       *transcript
	channel string
}

func (l lines) Write(b []byte) (int, error) {
	l.x.leave(l.channel, b)
	return len(b), nil
}

func (x *transcript) log(channel string) slog.Handler {
	return slog.NewJSONHandler(lines{x, channel}, &slog.HandlerOptions{Level: slog.LevelDebug})
}

// handshake is what a server answers to the random bytes of a device: they are
// the device's, and gorilla's draws them from the system.
var handshake = regexp.MustCompile(`Sec-WebSocket-Accept: [A-Za-z0-9+/=]{28}\r\n`)

// mask returns a sending without what may differ. Every mask is as long as what
// it hides.
//
// The commitment is a hash of the venues, and the handshake's answer one of
// chance. The venue of a seat is for who has the seat, and all of them for
// everybody when the order is final. Nothing else is masked: there is no receipt
// and no head in this traffic yet; a ticket's signature covers the venue's id
// and no place.
func (x *transcript) mask(in *input, b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte(x.commitment), bytes.Repeat([]byte("*"), len(x.commitment)))
	b = handshake.ReplaceAll(b, bytes.Repeat([]byte("*"), 52))
	for _, v := range x.hunt.Venues {
		place, _ := json.Marshal(wire.PublicPlace{Name: v.Name, Lat: v.Place.Lat, Lon: v.Place.Lon})
		hidden := bytes.Repeat([]byte("*"), len(place))
		for key, may := range map[string]bool{`"venue":`: bytes.Contains(b, []byte(`"type":"won"`)) || bytes.Contains(b, []byte(`"seat":{"band"`)), `"place":`: in.over} {
			if may {
				b = bytes.ReplaceAll(b, append([]byte(key), place...), append([]byte(key), hidden...))
			}
		}
	}
	return b
}

// differ compares two transcripts and names the first difference, "" for none.
func differ(a, b *transcript) string {
	for i, in := range a.inputs {
		if i == len(b.inputs) {
			return in.name + ": only the first play has it"
		}
		if d := differIn(a, b, in, b.inputs[i]); d != "" {
			return in.name + ": " + d
		}
	}
	if len(b.inputs) > len(a.inputs) {
		return b.inputs[len(a.inputs)].name + ": only the second play has it"
	}
	return ""
}

func differIn(a, b *transcript, in, other *input) string {
	if in.name != other.name {
		return "the other play has " + other.name
	}
	channels := slices.Concat(in.channels, other.channels)
	slices.Sort(channels)
	for _, c := range slices.Compact(channels) {
		if d := differOn(a, b, in, other, c); d != "" {
			return c + ": " + d
		}
	}
	return ""
}

func differOn(a, b *transcript, in, other *input, channel string) string {
	p, q := in.left[channel], other.left[channel]
	for i := range max(len(p), len(q)) {
		switch {
		case i == len(q):
			return fmt.Sprintf("a sending that the other play does not have, %s", p[i])
		case i == len(p):
			return fmt.Sprintf("no sending as the other play has it, %s", q[i])
		}
		if d := differAt(a.mask(in, p[i].bytes), b.mask(other, q[i].bytes)); d != "" {
			return fmt.Sprintf("what left %s later %s", since(p[i].at), d)
		}
		if !p[i].at.Equal(q[i].at) {
			return fmt.Sprintf("left %s and %s after the beginning", since(p[i].at), since(q[i].at))
		}
	}
	return ""
}

func (p sending) String() string { return fmt.Sprintf("%s later: %.80q", since(p.at), p.bytes) }

// since returns the time from the bubble's beginning.
func since(at time.Time) time.Duration {
	return at.Sub(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
}

// differAt names the first byte in which two pieces differ, with what is
// around it.
func differAt(p, q []byte) string {
	if bytes.Equal(p, q) {
		return ""
	}
	i := 0
	for i < len(p) && i < len(q) && p[i] == q[i] {
		i++
	}
	around := func(b []byte) []byte { return b[max(0, i-24):min(len(b), i+24)] }
	return fmt.Sprintf("differs at byte %d of %d and %d: …%q… and …%q…", i, len(p), len(q), around(p), around(q))
}
