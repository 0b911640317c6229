package places

// band is one of our own, until its organiser names theirs.
type band struct{ id, name, colour string }

// bands are as many as a hunt has, each in a colour of its own; the first five
// are the demo's colours, which stay apart for colour-blind eyes.
var bands = [...]band{
	{"owls", "The Owls", "#6f86f0"}, {"foxes", "The Foxes", "#ffe76a"},
	{"herons", "The Herons", "#e5512e"}, {"bats", "The Bats", "#5fe8b8"},
	{"pigeons", "The Pigeons", "#b9659c"}, {"hedgehogs", "The Hedgehogs", "#4aa8e8"},
	{"martens", "The Martens", "#e8b04a"}, {"swifts", "The Swifts", "#8fd14f"},
	{"crows", "The Crows", "#c9c9d6"}, {"toads", "The Toads", "#3f9b6d"},
	{"cats", "The Cats", "#f29ac0"}, {"robins", "The Robins", "#d9823b"},
	{"otters", "The Otters", "#2fb5b0"}, {"moths", "The Moths", "#b79df2"},
	{"wrens", "The Wrens", "#a58a5c"}, {"carps", "The Carps", "#f2c9a1"},
	{"lizards", "The Lizards", "#6fae2e"}, {"beavers", "The Beavers", "#94604a"},
	{"storks", "The Storks", "#f5f1e0"}, {"crickets", "The Crickets", "#cfe04a"},
	{"magpies", "The Magpies", "#7a8fa8"}, {"badgers", "The Badgers", "#d46a6a"},
	{"gulls", "The Gulls", "#9fd8f2"}, {"squirrels", "The Squirrels", "#c2552f"},
	{"sparrows", "The Sparrows", "#bfa98f"}, {"salmons", "The Salmons", "#ff8c7a"},
	{"dragonflies", "The Dragonflies", "#37c6e8"}, {"rooks", "The Rooks", "#8a78c9"},
	{"larks", "The Larks", "#e8d98a"}, {"snails", "The Snails", "#a3b86c"},
	{"kingfishers", "The Kingfishers", "#1f8fd1"}, {"ladybirds", "The Ladybirds", "#d13f5e"},
}
