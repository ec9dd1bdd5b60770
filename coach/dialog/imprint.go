package dialog

// Who answers for the bot, as members read it. Where the configuration names nobody, it is said in the member's language.

func (t *turn) ownerName() any {
	if t.Settings.Owner == "" {
		return phrase("imprint.owner")
	}
	return t.Settings.Owner
}

func (t *turn) contact() any {
	if t.Settings.Contact == "" {
		return phrase("imprint.contact")
	}
	return t.Settings.Contact
}
