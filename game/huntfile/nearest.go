package huntfile

import (
	"slices"
	"strings"
)

// other are words of other programs for what has another name here.
var other = map[string]string{"lng": "lon", "title": "name", "tz": "zone", "end": "closes", "begin": "starts", "music": "song", "places": "seats"}

// nearest returns the word of list that somebody who wrote word most likely
// meant, "" where none is near.
func nearest(word string, list []string) string {
	word = strings.ToLower(word)
	if same := other[word]; slices.Contains(list, same) {
		return same
	}
	best, least := "", len(word)/nearestAllowed+1
	for _, w := range list {
		low := strings.ToLower(w)
		if d := slips(word, low); d < least {
			best, least = w, d
		}
	}
	if best != "" {
		return best
	}
	for _, w := range list { // latitude for lat, radius for radius_m, timezone for zone
		if low := strings.ToLower(w); len(word) > 2 && (strings.Contains(word, low) || strings.Contains(low, word)) {
			return w
		}
	}
	return ""
}

// slips counts the letters to change, add, drop or swap with their neighbour
// to make b of a (the optimal string alignment distance).
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > MaxName || len(y) > MaxName {
		return max(len(x), len(y))
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			rows[i][j] = cheapest(rows, x, y, i, j)
		}
	}
	return rows[len(x)][len(y)]
}

func cheapest(rows [][]int, x, y []rune, i, j int) int {
	change := rows[i-1][j-1]
	if x[i-1] != y[j-1] {
		change++
	}
	d := min(rows[i-1][j]+1, rows[i][j-1]+1, change)
	if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
		d = min(d, rows[i-2][j-2]+1)
	}
	return d
}
