package speaker

import (
	"testing"
	"time"
)

// A device counts in blocks and its clock runs off; what is read of it is
// right to a few milliseconds, and right again soon after it stood still.
func TestPaceReadsThroughBlocks(t *testing.T) {
	const block = 21333 * time.Microsecond // 1024 frames
	var p pace
	start := time.Now()
	stood := time.Duration(0)
	for i := range 600 {
		now := start.Add(time.Duration(i) * readEvery)
		if i == 300 {
			stood = 2 * time.Second
		}
		truth := time.Duration(float64(now.Sub(start))*(1+100e-6)) - stood
		if !p.due(now) {
			t.Fatalf("reading %d is not due", i)
		}
		p.read(truth/block*block, now)
		if i%300 < readings {
			continue
		}
		if off := p.heardAt(now) - (truth - block/2); off.Abs() > 4*time.Millisecond {
			t.Fatalf("reading %d: off by %v", i, off)
		}
	}
	if p.due(p.latest.Add(readEvery / 2)) {
		t.Error("a reading is due before its time")
	}
}
