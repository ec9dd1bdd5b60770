package dialog

// Who answers for the bot, as members read it. Where the configuration names nobody, it is said in the member's language.

func (s Settings) ownerName() any {
	if s.Owner == "" {
		return phrase("imprint.owner")
	}
	return s.Owner
}

func (t *turn) ownerName() any { return t.Settings.ownerName() }

func (t *turn) contact() any {
	if t.Settings.Contact == "" {
		return phrase("imprint.contact")
	}
	return t.Settings.Contact
}
