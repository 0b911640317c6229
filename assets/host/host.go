package host

import (
	"embed"
	"io/fs"
)

//go:embed pages
var pages embed.FS

//go:embed player
var player embed.FS

// Pages returns the pages and what they load, at its root: index.html (join
// and play), leaderboard.html, missing.html (the player is not built), and
// their scripts and styles.
func Pages() fs.FS { return under(pages, "pages") }

// Player returns the built player for browsers: player.wasm.gz (or player.wasm)
// and wasm_exec.js, after make player; before that neither.
func Player() fs.FS { return under(player, "player") }

func under(f embed.FS, dir string) fs.FS {
	sub, err := fs.Sub(f, dir)
	if err != nil {
		panic(err) // the folder is embedded by its name above
	}
	return sub
}
