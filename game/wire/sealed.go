package wire

func (Hello) toServer()     {}
func (Tune) toServer()      {}
func (Frame) toServer()     {}
func (Present) toServer()   {}
func (AskPass) toServer()   {}
func (AskResume) toServer() {}
func (GiveBack) toServer()  {}

func (Welcome) toPlayer()     {}
func (Phase) toPlayer()       {}
func (Tuned) toPlayer()       {}
func (TuneRefused) toPlayer() {}
func (BandFull) toPlayer()    {}
func (BandFree) toPlayer()    {}
func (BandGone) toPlayer()    {}
func (Arrived) toPlayer()     {}
func (Waiting) toPlayer()     {}
func (Won) toPlayer()         {}
func (SeatGone) toPlayer()    {}
func (Ended) toPlayer()       {}
func (Noted) toPlayer()       {}
func (Gated) toPlayer()       {}
func (GateRefused) toPlayer() {}
func (Pass) toPlayer()        {}
func (Resume) toPlayer()      {}
func (Out) toPlayer()         {}
func (Back) toPlayer()        {}
func (Broadcast) toPlayer()   {}
func (Step) toPlayer()        {}

func (Board) toSpectator() {}
