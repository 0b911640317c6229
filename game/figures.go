package game

// The figures of the rules, for whoever tells people about them: the rules page
// writes no number that does not come from here, from the wire, from the doors
// or from the server.
const (
	Slot          = slotMillis           // R9: times are read in slots this long
	SlotGrace     = slotGrace            // R9: from the end of a slot until it may close
	CloseGrace    = closeGrace           // R9: from the close until the order is final
	DoorGrace     = doorGrace            // R9: the same with doors
	SwitchEvery   = switchEvery          // R7: between two bands
	DwellAlone    = dwell                // R8: in the circle about a venue, without doors
	DwellAtDoor   = doorDwell            // R8: believed near a venue with doors
	MostSpeed     = speedOver            // R6: what FastestMPS is judged over
	FreshMillis   = Millis(maxAge)       // R5: how old a position may be, in wall time
	WeakMillis    = Millis(weakAfter)    // R6: without a position until the sound stands still, in wall time
	SilentMetres  = 5000                 // R7: from here on, silence; lnFar is its logarithm
	LoudMetres    = nearest              // R7: within, the loudest step
	BendShare     = warpSigma            // R7: standard deviation of the warp, as a share of the distance
	DoorMetres    = doorRadius           // R8: near a venue with doors
	SavedMetres   = maxSaved             // R6: what a gap leaves to catch up
	LagMetres     = maxLag               // R6: behind the reported position, and the music still follows
	DefaultCap    = defaultCap           // R6: metres a second that a player is believed to make
	FastestMPS    = fastest              // R6: metres a second above which there is no sound
	FixMetres     = maxErrorDM / 10      // R5: how sure a position must be without doors
	DoorFixMetres = maxErrorDoorsDM / 10 // R5: the same with doors
)
