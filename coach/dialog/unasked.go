package dialog

import "medius/coach"

// What the coach writes of its own accord, beside reminders: each can be turned off.

func sceneUnasked(t *turn) Message {
	return Message{Phrase: phrase("unasked.ask"), Buttons: [][]Button{
		row(button("unasked.tips."+onOff(!t.m.Tips.Off), "tips")),
		row(button("unasked.questions."+onOff(!t.m.Outcomes.Off), "questions")),
		row(button("back.button", "back")),
	}}
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func answerUnasked(t *turn, v string) {
	switch v {
	case "tips":
		t.wantTips(t.m.Tips.Off)
	case "questions":
		t.m.Outcomes.Off = !t.m.Outcomes.Off
		t.note("setting", "questions", !t.m.Outcomes.Off)
	default:
		t.again("")
		return
	}
	t.reshape("unasked", coach.LaneReply, 0)
}
