package decode

import (
	"encoding/binary"
	"strings"
	"testing"
)

// One, two and four channels stay apart; others are averaged. All take the
// same memory at their longest.
func TestPartsOfAFile(t *testing.T) {
	for channels, want := range map[int]int{1: 1, 2: 2, 3: 1, 4: 4, 6: 1} {
		file := wav(wavPCM, channels, Rate, 2, Rate, func(b []byte, _, c int) {
			binary.LittleEndian.PutUint16(b, uint16(1024*(c+1)))
		})
		clip, err := Decode(file)
		if err != nil || len(clip.Parts) != want {
			t.Fatalf("%d channels: %d parts, %v; want %d", channels, len(clip.Parts), err, want)
		}
		for i, part := range clip.Parts {
			level := float32(i+1) / 32
			if want == 1 {
				level = float32(channels+1) / 64
			}
			if len(part) != Rate || part[100] != level {
				t.Errorf("%d channels: part %d has %d samples of %v, want %v", channels, i, len(part), part[100], level)
			}
		}
	}
	for channels, seconds := range map[int]int{1: 240, 2: 120, 4: 60} {
		if longest(channels) != seconds {
			t.Errorf("%d channels may last %d s, want %d", channels, longest(channels), seconds)
		}
	}
	_, err := Decode(wav(wavPCM, 4, 8000, 2, 61*8000, func([]byte, int, int) {}))
	if err == nil || !strings.Contains(err.Error(), "longer than 60 s, the most with 4 channels") {
		t.Errorf("61 s of stems: %v", err)
	}
}
