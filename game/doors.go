package game

// Gate is how the start plaza admits players (R4).
type Gate uint8

// The gates.
const (
	GateNone  Gate = iota // joining gates
	GateCode              // who is there types the code of a screen
	GateStaff             // a steward scans the player's pass
)

// String returns the word of a hunt file.
func (g Gate) String() string { return keeper(g) }

// Doors is how a player's presence at a venue is proved (R8).
type Doors uint8

// The doors.
const (
	DoorsNone  Doors = iota // the position alone
	DoorsCode               // who is there types the code of a screen, or has their pass scanned
	DoorsStaff              // a steward scans the player's pass
)

// String returns the word of a hunt file.
func (d Doors) String() string { return keeper(d) }

// keeper returns who keeps a gate or a door.
func keeper[T Gate | Doors](k T) string {
	switch k {
	case 0:
		return "none"
	case 1:
		return "code"
	case 2:
		return "staff"
	}
	return "unknown"
}
