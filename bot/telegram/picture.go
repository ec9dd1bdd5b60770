package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"medius/bot"
	"medius/coach"
)

// picturePatience is how long words wait for their picture to be made, or for somebody else's upload of it.
const picturePatience = 20 * time.Second

// show delivers a letter with a picture: as a new message, or by changing an older one, of which the picture stays when
// it is the same.
func (c *Client) show(ctx context.Context, l coach.Letter, out bot.Outgoing) (coach.Delivered, error) {
	target := out.Aim(l)
	if out.Kind == bot.OutSend {
		target = 0
	}
	if c.Gallery == nil {
		return coach.Delivered{}, &bot.Refusal{Verdict: bot.Content, Reason: "there are no pictures here"}
	}
	file, err := c.Gallery.Picture(*out.Picture)
	switch {
	case err != nil:
		return coach.Delivered{}, &bot.Refusal{Verdict: bot.Content, Reason: err.Error()}
	case !out.CaptionFits():
		return coach.Delivered{}, &bot.Refusal{Verdict: bot.Content, Reason: "too many words for a caption"}
	}
	now := coach.Delivered{Message: target, Shows: file.Hash}
	if target != 0 && l.TargetShows == file.Hash {
		if err := c.edit(ctx, "caption", l, out); !otherKind(err) {
			return now, err
		}
	}
	message, err := c.present(ctx, file, post{chat: l.Chat, target: target, out: out, file: file})
	if says(err, "message is not modified") {
		return now, nil
	}
	now.Message = cmp.Or(message, target)
	return now, err
}

// post is a letter with a picture, ready to become a call.
type post struct {
	chat, target int64 // target 0: a new message
	out          bot.Outgoing
	file         bot.File
}

// media is an InputMedia object. The library's own for edits leaves animations out.
type media struct {
	Type    string `json:"type"`
	Media   string `json:"media"`
	Caption string `json:"caption"`
	Mode    string `json:"parse_mode,omitempty"`
	Width   int    `json:"width,omitempty"`
	Height  int    `json:"height,omitempty"`
	Seconds int    `json:"duration,omitempty"`
}

// call gives the method and the parameters for a file id; for an upload id is empty, and the part of the request that
// holds the file is called as its kind.
func (p post) call(id string) (method string, params tgbotapi.Params) {
	kind, moving := string(p.file.Kind), p.file.Kind == bot.Animation
	params = tgbotapi.Params{"chat_id": strconv.FormatInt(p.chat, 10)}
	if p.target == 0 {
		params.AddNonEmpty("reply_markup", replyMarkup(p.out))
		params = written(params, "caption", p.out)
		params.AddNonEmpty(kind, id)
		switch p.file.Kind {
		case bot.Photo:
			return "sendPhoto", params
		case bot.Document:
			return "sendDocument", params
		}
		params.AddNonZero("width", p.file.Width)
		params.AddNonZero("height", p.file.Height)
		params.AddNonZero("duration", p.file.Seconds)
		return "sendAnimation", params
	}
	item := media{Type: kind, Media: cmp.Or(id, "attach://"+kind), Caption: p.out.Text}
	if !p.out.Plain {
		item.Mode = tgbotapi.ModeHTML
	}
	if moving {
		item.Width, item.Height, item.Seconds = p.file.Width, p.file.Height, p.file.Seconds
	}
	params["message_id"] = strconv.FormatInt(p.target, 10)
	params["media"] = marshal(item)
	if len(p.out.Buttons) > 0 {
		params["reply_markup"] = inlineMarkup(p.out.Buttons)
	}
	return "editMessageMedia", params
}

// present makes the call with the file id that is known, or uploads the file. An id that is refused is forgotten, and the
// file uploaded again.
func (c *Client) present(ctx context.Context, file bot.File, p post) (int64, error) {
	if id := c.known(ctx, file); id != "" {
		m, err := c.byID(ctx, p, id)
		if !idRefused(err) {
			return m.ID, err
		}
		c.forget(ctx, file, id, err)
	}
	patient, cancel := context.WithTimeout(ctx, picturePatience)
	defer cancel()
	leave, err := c.uploads.enter(patient, file.Hash)
	if err != nil {
		return 0, late(ctx, err)
	}
	defer leave()
	if id := c.known(ctx, file); id != "" { // another chat's letter has uploaded it meanwhile
		leave()
		m, err := c.byID(ctx, p, id)
		return m.ID, err
	}
	data, err := file.Data(patient)
	if err != nil {
		return 0, late(ctx, err)
	}
	return c.upload(ctx, p, data)
}

// late judges why a picture is not there. When we are about to stop, the letter waits for the next start; else it is
// better without its picture than not at all.
func late(ctx context.Context, err error) *bot.Refusal {
	if ctx.Err() != nil {
		return &bot.Refusal{Verdict: bot.Retry, Reason: "stopped before the picture was there"}
	}
	return &bot.Refusal{Verdict: bot.Content, Reason: "no picture: " + err.Error()}
}

// shown is what is read of a message with a picture.
type shown struct {
	ID        int64 `json:"message_id"`
	Animation struct {
		File string `json:"file_id"`
	} `json:"animation"`
	Photo []struct {
		File string `json:"file_id"`
	} `json:"photo"` // sizes, the largest last
}

func (m shown) fileID(kind bot.FileKind) string {
	switch {
	case kind == bot.Animation:
		return m.Animation.File
	case len(m.Photo) > 0:
		return m.Photo[len(m.Photo)-1].File
	}
	return ""
}

func (c *Client) byID(ctx context.Context, p post, id string) (shown, error) {
	method, params := p.call(id)
	raw, err := c.ask(ctx, method, params)
	return read(raw), err
}

// upload makes the call with the file itself, and remembers what Telegram calls it now. Nothing is lost when that is not
// noted: the next letter uploads it again.
func (c *Client) upload(ctx context.Context, p post, data []byte) (int64, error) {
	m, err := c.hand(ctx, p, data)
	if err != nil {
		return 0, err
	}
	if id := m.fileID(p.file.Kind); id != "" && c.Files != nil {
		if err := c.Files.KeepFileID(ctx, c.id(), p.file.Hash, string(p.file.Kind), id); err != nil {
			c.log.WarnContext(ctx, "keep file id", "err", err)
		}
	}
	return m.ID, nil
}

// hand makes the call with the file itself.
func (c *Client) hand(ctx context.Context, p post, data []byte) (shown, error) {
	method, params := p.call("")
	body := tgbotapi.RequestFile{Name: string(p.file.Kind), Data: tgbotapi.FileBytes{Name: p.file.Name, Bytes: data}}
	raw, err := c.carry(ctx, method, uploadPatience, func(api *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return api.UploadFiles(method, params, []tgbotapi.RequestFile{body})
	})
	return read(raw), err
}

// read opens a message; a strange form leaves it empty.
func read(raw json.RawMessage) (m shown) {
	if json.Unmarshal(raw, &m) != nil {
		return shown{}
	}
	return m
}
