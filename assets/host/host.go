package host

import (
	"embed"
	"io/fs"
)

//go:embed pages
var pages embed.FS

//go:embed player
var player embed.FS

//go:embed songs
var songs embed.FS

//go:embed demo.yaml
var demo string

// Pages returns the pages and what they load, at its root: index.html (join
// and play), leaderboard.html, missing.html (the player is not built), and
// their scripts and styles.
func Pages() fs.FS { return under(pages, "pages") }

// Player returns the built player for browsers: player.wasm.gz (or player.wasm)
// and wasm_exec.js, after make player; before that neither.
func Player() fs.FS { return under(player, "player") }

// Songs returns the built-in songs, 1.ogg to 5.ogg, and the quiet sound of the
// city, bed.ogg, at its root.
func Songs() fs.FS { return under(songs, "songs") }

// Demo returns the demo's hunt, for huntfile.Read. Its times stand for any
// evening's: whoever plays it sets its own.
func Demo() []byte { return []byte(demo) }

func under(f embed.FS, dir string) fs.FS {
	sub, err := fs.Sub(f, dir)
	if err != nil {
		panic(err) // the folder is embedded by its name above
	}
	return sub
}
