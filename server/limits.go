package server

import "time"

// Limits of one server, each with its reason.
const (
	maxPlayers     = 50_000 // of a hunt: about 100 MB of players and runners
	maxConnections = 60_000 // sockets at once: every player, and as many strangers as a reconnecting crowd makes
	maxSpectators  = 5_000  // streams of the leaderboard at once
	maxMailbox     = 64     // messages that wait for one connection; an evening has some 20 for a player
	maxDesk        = 16_384 // facts that wait for the journal: a crowd joining while the journal pauses for 10 s
	maxKeep        = 1_000  // runners that are kept together: some 2 MB
	maxBatch       = 256    // facts in one record: some 12 KB

	idleTimeout  = 60 * time.Second // silence after which a connection is given up
	pingAfter    = 20 * time.Second // silence after which a device is asked whether it is there
	pulseEvery   = 10 * time.Second // between two looks for silent devices, and between two Ticks (R6)
	writeTimeout = 10 * time.Second // for one message to leave: more is a device that does not read
	closeTimeout = 1 * time.Second  // for the other side to say goodbye
	joinTimeout  = 10 * time.Second // for a joining fact to come back from the journal
	flushTimeout = 2 * time.Second  // for the last facts when the server stops

	keepEvery     = 1 * time.Second  // between two times that runners are kept: what a sudden death may take of who is due
	snapshotEvery = 10 * time.Second // between two snapshots of somebody who moves (R6)

	retryFirst = 50 * time.Millisecond // pause after the first failure of the journal
	retryLast  = 5 * time.Second       // longest pause between two tries

	beatEvery      = 15 * time.Second // between two signs of life to a spectator
	boardAtMost    = 1 * time.Second  // between two boards: a crowd that joins is one change a second
	burstSeconds   = 120              // seconds of frames that may come at once, after a hole in the network
	burstShows     = 30               // presentations that a device may send at once
	showsPerSecond = 0.25             // and for long: one in four seconds, where a screen asks for one a minute
	maxOwed        = 64               // facts of one player that wait for the journal: arrivals, and presentations while it pauses
	maxScans       = 20_000           // scans of stewards that are remembered, so that one that is sent again is the same
	pace           = 2                // how many times faster than asked a device may send for long
)
