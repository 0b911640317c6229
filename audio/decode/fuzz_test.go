package decode

import (
	"encoding/binary"
	"testing"
)

// FuzzDecode throws files at the door: an error or samples, never a panic,
// never more than the limits.
func FuzzDecode(f *testing.F) {
	f.Add(testFile(f, "mono48.ogg"))
	f.Add(testFile(f, "stereo44.ogg")[:5000])
	f.Add(testFile(f, "opus.ogg"))
	f.Add(sineWAV(wavPCM, 2, 8000, 200, 440))
	f.Add(sineWAV(wavFloat, 4, 44100, 200, 440))
	f.Fuzz(func(t *testing.T, file []byte) {
		clip, err := Decode(repaired(file))
		if err != nil {
			return
		}
		if n := len(clip.Mono()); n < MinSamples || n > MaxSeconds*Rate+Rate {
			t.Errorf("%d samples", n)
		}
	})
}

// repaired gives every whole Ogg page the checksum that it should have, so
// that what the fuzzer changed goes deeper than the checksum.
func repaired(file []byte) []byte {
	p := newPages(append([]byte(nil), file...))
	for p.at+pageHeader <= len(p.file) && string(p.file[p.at:p.at+4]) == "OggS" {
		left := p.file[p.at:]
		size := pageHeader + int(left[26])
		if size > len(left) {
			break
		}
		head, body := left[:size], 0
		for _, s := range head[pageHeader:] {
			body += int(s)
		}
		if size+body > len(left) {
			break
		}
		binary.LittleEndian.PutUint32(head[22:], p.checksum(head, left[size:size+body]))
		p.at += size + body
	}
	return p.file
}
