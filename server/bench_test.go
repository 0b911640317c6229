package server

import (
	"testing"
	"time"

	"crescendo/game"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// core is a session without a socket: what a frame costs beside the network.
func core(tb testing.TB, changes ...func(*Config)) (c *session, now *time.Time) {
	tb.Helper()
	at := time.UnixMilli(1_800_000_000_000)
	h := testHunt()
	h.Opens, h.Starts, h.Closes = at.UnixMilli(), at.UnixMilli(), at.Add(1000*time.Hour).UnixMilli()
	cfg := testConfig(h)
	cfg.Now = func() time.Time { return at }
	for _, change := range changes {
		change(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := s.players.add("", cfg.Rand)
	if err != nil {
		tb.Fatal(err)
	}
	s.players.admit(p.id, 1, prior{runner: game.NewRunner(s.oracle, 0, 0)})
	c = &session{server: s, player: p}
	if _, err := s.welcome(c, p, 0); err != nil {
		tb.Fatal(err)
	}
	at = at.Add(time.Second)
	p.runner.Tune(s.hunt.At(at.UnixMilli()), 0)
	return c, &at
}

// walk is one position update as the reader does it, from bytes to bytes.
func (c *session) walk(sequence uint32, at time.Time, in, out []byte) (step wire.Step, bytes []byte) {
	place := geo.Point{Lat: bakery.Lat + 20_000 - int32(sequence%1000)*10, Lon: bakery.Lon}
	f := wire.Frame{Epoch: c.epoch, Sequence: sequence, Sent: uint64(at.UnixMilli()), Count: 2}
	for i := range f.Fixes[:f.Count] {
		f.Fixes[i] = wire.Fix{Lat: place.Lat, Lon: place.Lon, AccuracyDM: 80, At: f.Sent - 100 + uint64(i)*50}
	}
	in = f.Append(in[:0])
	var read wire.Frame
	if read.Decode(in) != nil || !c.server.judge(c, &read, &step) {
		panic("a frame was not answered")
	}
	return step, step.Append(out[:0])
}

func BenchmarkFrame(b *testing.B) {
	c, now := core(b)
	in, out := make([]byte, 0, wire.FrameSize), make([]byte, 0, wire.StepSize)
	sequence := uint32(0)
	b.ReportAllocs()
	for b.Loop() {
		sequence++
		*now = now.Add(wire.FrameEvery * time.Second / rate)
		_, out = c.walk(sequence, *now, in, out)
	}
}

// Budget 4: decoding, judging and encoding a position allocates nothing.
func TestAPositionAllocatesNothing(t *testing.T) {
	c, now := core(t)
	in, out := make([]byte, 0, wire.FrameSize), make([]byte, 0, wire.StepSize)
	sequence, hunting := uint32(0), 0
	n := testing.AllocsPerRun(500, func() {
		sequence++
		*now = now.Add(wire.FrameEvery * time.Second / rate)
		step, _ := c.walk(sequence, *now, in, out)
		if step.Word == wire.WordHunting && step.Step > 0 {
			hunting++
		}
	})
	if n != 0 {
		t.Errorf("%v allocations a position, want none", n)
	}
	if hunting < 400 {
		t.Errorf("only %d of 500 positions were judged", hunting)
	}
}
