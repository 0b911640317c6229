package compose

import (
	"math"
	"testing"
)

// tellApart: a passer-by tells the bands apart in two seconds, and so does the
// simplest listener there is, who compares the colour of two seconds with that
// of each whole song (those two seconds left out) and knows nothing of rhythm
// or tune.
func tellApart(t *testing.T, files map[string][]float32) {
	var songs [][][]float64
	for _, p := range Pieces()[:5] {
		songs = append(songs, colours(files[p.Name]))
	}
	weigh(songs)
	right, all := 0, 0
	for s, moments := range songs {
		for m := range moments {
			if all++; guess(songs, s, m) == s {
				right++
			} else {
				t.Logf("%s at %d s was taken for another", Pieces()[s].Title, 2*m)
			}
		}
	}
	t.Logf("%d of %d moments of two seconds are told right", right, all)
	if right*100 < all*95 {
		t.Errorf("%d of %d moments of two seconds are told right, want 95 %%", right, all)
	}
}

// guess is the song whose mean colour is nearest to that of a moment.
func guess(songs [][][]float64, s, m int) int {
	best, nearest := -1, math.Inf(1)
	for other, candidates := range songs {
		skip := -1
		if other == s {
			skip = m
		}
		var distance float64
		for band, v := range mean(candidates, skip) {
			distance += (v - songs[s][m][band]) * (v - songs[s][m][band])
		}
		if distance < nearest {
			best, nearest = other, distance
		}
	}
	return best
}

// colours are the levels in dB of the thirds of an octave of each two seconds,
// without their mean, as if the loudness were unknown.
func colours(x []float32) [][]float64 {
	const n, bands, looks = 2048, 24, 20
	var all [][]float64
	for at := 0; at+2*rate <= len(x); at += 2 * rate {
		power := make([]float64, bands)
		for w := range looks {
			for i, v := range spectrum(x, at+w*2*rate/looks+n/2, n)[1:] {
				third := int(3 * math.Log2(float64(i+1)*rate/n/60))
				if third >= 0 && third < bands {
					power[third] += v * v
				}
			}
		}
		var level float64
		for i := range power {
			power[i] = 10 * math.Log10(power[i]+1e-12)
			level += power[i] / bands
		}
		for i := range power {
			power[i] -= level
		}
		all = append(all, power)
	}
	return all
}

// weigh divides each band by how much it varies within the songs: what varies
// by itself tells little.
func weigh(songs [][][]float64) {
	for band := range songs[0][0] {
		var sum, n float64
		for _, moments := range songs {
			middle := mean(moments, -1)[band]
			for _, m := range moments {
				sum += (m[band] - middle) * (m[band] - middle)
				n++
			}
		}
		for _, moments := range songs {
			for _, m := range moments {
				m[band] /= math.Sqrt(sum / n)
			}
		}
	}
}

func mean(all [][]float64, skip int) []float64 {
	sum, n := make([]float64, len(all[0])), 0.0
	for i, x := range all {
		if i != skip {
			n++
			for k, v := range x {
				sum[k] += v
			}
		}
	}
	for k := range sum {
		sum[k] /= n
	}
	return sum
}
