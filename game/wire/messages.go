package wire

// Version is the number of this protocol. Server and player must agree.
const Version = 1

// ToServer is what a player's device may say: [Hello], [Tune], [Present],
// [AskPass], [AskResume], [GiveBack] and, as the binary stream, [Frame].
type ToServer interface{ toServer() }

// ToPlayer is what one player may be told.
type ToPlayer interface{ toPlayer() }

// ToSpectator is what anybody may be told.
type ToSpectator interface{ toSpectator() }

// Hello opens a session. It is the first message and carries what may never
// stand in a URL.
type Hello struct {
	Version int    `json:"version"`
	Token   string `json:"token"` // from POST /v1/join
}

// Tune asks to hear one band. Switching is possible once in SwitchEvery.
type Tune struct {
	Band string `json:"band"` // Band.ID
}

// PublicPlace is a place that the organiser or the rules made public.
type PublicPlace struct {
	Name    string `json:"name,omitempty"`
	Lat     int32  `json:"lat_e7"`             // 1e-7 degrees
	Lon     int32  `json:"lon_e7"`             // 1e-7 degrees
	RadiusM int32  `json:"radius_m,omitempty"` // metres; 0 for a point
}

// Band is one of the bands of the hunt. Nothing in it says where it plays.
type Band struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Colour string `json:"colour"` // "#rrggbb"
	Song   string `json:"song"`   // path of its song on this server
}

// Hunt is what everybody may know about the evening beforehand.
// Times are Unix milliseconds.
type Hunt struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Opens    int64         `json:"opens_ms"`
	Starts   int64         `json:"starts_ms"` // the gun
	Closes   int64         `json:"closes_ms"`
	Rate     int           `json:"rate"`    // seconds of hunt time in one second after the gun
	Virtual  bool          `json:"virtual"` // nobody really walks: keys and stick move the player
	Area     PublicPlace   `json:"area"`
	Meet     []PublicPlace `json:"meet,omitempty"` // where people meet, and where a virtual walk begins
	Bands    []Band        `json:"bands"`
	Seats    int           `json:"seats"`
	BedSong  string        `json:"bed_song,omitempty"` // path of the quiet city bed
	CityPath string        `json:"city_path,omitempty"`

	Trust      string  `json:"trust,omitempty"`        // "open" or "friends" (R2)
	Gate       string  `json:"gate,omitempty"`         // "code", "staff"; "" where joining gates (R4)
	Doors      string  `json:"doors,omitempty"`        // "code", "staff"; "" where fixes alone prove (R8)
	Admission  int64   `json:"admission_ms,omitempty"` // hunt time after the gun in which the gate still admits
	Classes    []Class `json:"classes,omitempty"`      // besides walkers
	Invitation bool    `json:"invitation,omitempty"`   // joining needs an invitation code (R3)
	Commitment string  `json:"commitment,omitempty"`   // hexadecimal (R15)
}

// Class is a mobility class that a player may join in.
type Class struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// PhaseName is a state of the evening.
type PhaseName string

// The phases, in their order.
const (
	PhaseSoon    PhaseName = "soon"    // joining is not open yet
	PhaseOpen    PhaseName = "open"    // joining is open, the gun has not fired
	PhaseRunning PhaseName = "running" // the gun has fired
	PhaseClosing PhaseName = "closing" // no proof counts any more; the last slots are being settled
	PhaseOver    PhaseName = "over"    // the order is final
)

// Welcome is the whole state of a player's evening. It opens every session.
type Welcome struct {
	Version  int       `json:"version"`
	Epoch    uint32    `json:"epoch"`  // of this session; stands in every Frame
	Number   int       `json:"number"` // "Player 17"
	Nickname string    `json:"nickname"`
	Hunt     Hunt      `json:"hunt"`
	Phase    PhaseName `json:"phase"`
	Server   int64     `json:"server_ms"` // Unix milliseconds
	Band     string    `json:"band"`      // tuned, "" for none
	SwitchIn int64     `json:"switch_in_ms"`
	Full     []string  `json:"full,omitempty"`    // bands without a free seat
	Arrived  []string  `json:"arrived,omitempty"` // bands whose place the player proved to have reached
	Waiting  []string  `json:"waiting,omitempty"` // bands on whose waiting list the player stands
	Seat     *Won      `json:"seat,omitempty"`
	Ended    *Ended    `json:"ended,omitempty"`

	Gated      bool        `json:"gated,omitempty"`      // the gate is passed (R4)
	Out        string      `json:"out,omitempty"`        // why the player is out of the hunt, "" while they are in
	Broadcasts []Broadcast `json:"broadcasts,omitempty"` // the last MaxBroadcasts, oldest first
	Gone       []string    `json:"gone,omitempty"`       // bands whose venue was removed
}

// Phase tells that the evening went on to another phase.
type Phase struct {
	Phase  PhaseName `json:"phase"`
	Server int64     `json:"server_ms"`
}

// Tuned answers a Tune that was accepted.
type Tuned struct {
	Band     string `json:"band"`
	SwitchIn int64  `json:"switch_in_ms"` // milliseconds of hunt time until another switch is possible
}

// TuneRefusal is why a Tune was refused.
type TuneRefusal string

// The reasons for refusing a Tune.
const (
	TuneUnknown TuneRefusal = "unknown"  // no such band
	TuneTooSoon TuneRefusal = "too_soon" // the last switch is less than SwitchEvery ago
	TuneFull    TuneRefusal = "full"     // no free seat with that band
	TuneOver    TuneRefusal = "over"     // the hunt has closed
)

// TuneRefused answers a Tune that was not accepted; the old band stays.
type TuneRefused struct {
	Band     string      `json:"band"`
	Reason   TuneRefusal `json:"reason"`
	SwitchIn int64       `json:"switch_in_ms"`
}

// BandFull tells everybody at once that a band has no free seat left.
type BandFull struct {
	Band string `json:"band"`
}

// BandFree tells everybody that a band of which BandFull told has a free seat
// again: one was given back, and nobody waited for it.
type BandFree struct {
	Band string `json:"band"`
}

// Arrived tells a player, in a hunt without doors, that their arrival was
// recorded. Provisional is the seat they would have if every slot closed now,
// 0 for none: it may still change until the slot closes.
type Arrived struct {
	Band        string `json:"band"`
	Provisional int    `json:"provisional"`
}

// Waiting tells a player that their arrival was settled and no seat was free.
type Waiting struct {
	Band string `json:"band"`
}

// Won tells a player of their seat, which is final, and where it is.
type Won struct {
	Band  string      `json:"band"`
	Seat  int         `json:"seat"` // 1 for the first seat given with this band
	Venue PublicPlace `json:"venue"`

	Ticket *Ticket `json:"ticket,omitempty"` // nil where the server signs none
}

// Standing is a row of the results and of the leaderboard.
type Standing struct {
	Band string `json:"band"`
	Seat int    `json:"seat"`
	Name string `json:"name"` // nickname or "Player 17"
}

// RevealedVenue is a venue after the close.
type RevealedVenue struct {
	Band  string      `json:"band"`
	Place PublicPlace `json:"place"`
}

// Ended tells that the order is final, and opens what was secret.
type Ended struct {
	Standings []Standing      `json:"standings"`
	Venues    []RevealedVenue `json:"venues"`
}

// BandBoard is one band on the leaderboard.
type BandBoard struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Colour string `json:"colour"`
	Full   bool   `json:"full"`
}

// Board is the leaderboard: what anybody may see, seats BoardDelay late.
type Board struct {
	Hunt      string          `json:"hunt"` // id
	Name      string          `json:"name"`
	Phase     PhaseName       `json:"phase"`
	Server    int64           `json:"server_ms"`
	Opens     int64           `json:"opens_ms"`
	Starts    int64           `json:"starts_ms"`
	Closes    int64           `json:"closes_ms"`
	Next      int64           `json:"next_ms,omitempty"` // when another evening opens here, 0 for never
	Rate      int             `json:"rate"`
	Players   int             `json:"players"`
	Seats     int             `json:"seats"`
	SeatsLeft int             `json:"seats_left"`
	Bands     []BandBoard     `json:"bands"`
	Standings []Standing      `json:"standings"`
	Venues    []RevealedVenue `json:"venues,omitempty"` // after the close only
}

// JoinRequest is the body of POST /v1/join.
type JoinRequest struct {
	Nickname string `json:"nickname"` // at most MaxNickname characters; "" for "Player 17"
	Salt     []byte `json:"salt"`     // 16 random bytes of the player's own (R3)

	Class      string `json:"class,omitempty"`      // Class.ID; "" for a walker
	Invitation string `json:"invitation,omitempty"` // the code of an invitation, where the hunt wants one
}

// ResumeRequest is the body of POST /v1/resume, which is answered as joining
// is, with a JoinReply.
type ResumeRequest struct {
	Code string `json:"code"` // from Resume
}

// JoinReply is the answer to a JoinRequest.
type JoinReply struct {
	Token    string `json:"token"`
	Number   int    `json:"number"`
	Nickname string `json:"nickname"`
}

// ErrorReply is the body of every refusal over HTTP.
type ErrorReply struct {
	Code    string `json:"code"`    // for programs
	Message string `json:"message"` // for people: what happened and what to do
}
