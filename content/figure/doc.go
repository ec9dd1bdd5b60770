// Package figure shows an exercise: as a moving picture at the exercise's own tempo, as a still of each step, and right
// beside wrong. What is shown is data, the figure section of an exercise file (a Scene); package body poses the figure,
// package paint draws it, and this package plays the scene, draws marks and words over it, and encodes the pictures.
//
// # Writing a scene
//
// Everything is drawn for a sore side W on the right; the pictures for a left hip are mirrored, words excepted. Lengths
// are body heights; x points to the person's left, y up, z to the front. The wall at the picture's right is at x > 0.
// The phases and their seconds stand in the exercise file above the figure and are not repeated. Unknown words are
// errors. content/exercises/hip_drop.yaml is the model. A scene consists of:
//
//	figure:
//	  size: portrait                # 480 x 600 for standing; landscape, 600 x 480, for lying
//	  camera: {from: front}         # front, side (the W side), other, back, above; turn and pitch in degrees go further;
//	                                # look: [x, y, z] and height say what is seen. Left out, all poses fit in.
//	  props:                        # wall, chair, mat, pillow, bolster, band, loop, belt, step, table, door, anchor:
//	    - {prop: wall, at: [0.39, 0, 0], turn: -90}              # see paint.Kind; outline: true hides nothing
//	    - {prop: band, through: [w_ankle, [0, 0.04, -0.5]]}      # a band between landmarks or points
//	    - {prop: loop, round: [w_thigh, o_thigh], down: 0.2}     # round bones, that far down from their upper joints
//	  poses:
//	    P1: {…}                     # package body says how a pose is written
//	    P2: {from: P1, …}           # only what differs
//	  cycle:                        # one move per phase, in the order of the phases; it ends in the pose it began in
//	    - phase: lower
//	      to: P4                    # the pose at its end
//	      full: P4_full             # instead of it in the full range
//	      via: [{pose: P3b, at: 0.5}]
//	      tint: {glute_med: 1}      # glute_med, glute_max, quads, hip_flexor, trunk of the W side; other_glute_med, …
//	      ghost: before             # a pale pose behind the figure: where it came from, or the name of a pose
//	      say: figure.position_3    # a chip in the upper left corner
//	      marks: […]
//	  intro: {say: figure.position_1}   # the first second: the start, with the marks and the goal of the first move
//	  insets:                       # a small second view; without a pose it moves with the figure
//	    - {camera: {from: front}, place: top_right, size: 0.3, marks: […]}
//	    - {pose: W1, camera: {from: above}, place: top_left, wrong: true, say: figure.front, phases: [raise]}
//	  mistakes:                     # right beside wrong
//	    - {shows: 4, right: P4, wrong: {pelvis: {tilt: -12}}, tint: {glute_med: 1}, marks: […]}   # shows: the number of
//	                                # the text in mistake:; wrong builds on right; right_marks, wrong_marks, camera as needed;
//	                                # stack: true puts right above wrong, for somebody who lies; wrong_without: [pillow]
//	                                # not_full: true is no mistake in the full range, and comes last
//
// Start is P1 unless start names another pose. A hold is shown for 5 s and a phase of more than 8 s for 4 s; the tempo
// bar shows the cut and says the real length. The mark of the sore side sits on the outer W hip in the first second and in
// stills; sore: {at: …, label: [dx, dy]} puts it elsewhere.
//
// # Marks
//
// A spot is a landmark of the figure as it moves (o_hip), a point ([0, 0.5, 0]), or {at: o_hip, off: [0.05, 0, 0], of: P4},
// where of pins it to a key pose. Tones: accent, warn, faint, good; ink when left out.
//
//	arrow: {path: o_hip, off: [0.1, 0, 0], grow: 2, stop: true}   # the way the landmark takes in this phase, moved aside,
//	                                # twice as long, with a stop bar at its tip; or from and to spots; bend, both, thin, tone
//	press: {at: w_outer_knee, out: [-0.08, 0, 0]}   # pressure without movement: two short arrows
//	line: {through: [w_shoulder, w_hip, w_knee], reach: 0.05}     # dashed; solid: true
//	level: {at: w_hip, reach: 0.2, say: figure.level}   # dashed and level in the picture
//	plumb: {at: w_ankle, up: 0.3, down: 0}          # dashed and upright in the picture
//	bar: {level: true}              # the pelvis bar with a level line and the angle between; bar: {of: P3}, pale;
//	                                # deep: true where it may sink
//	stop: {at: …, turn: 0}          # a bar across a way
//	tick: {at: …, big: true}        # right; cross: wrong; lock: stays where it is
//	prints: {at: [w_ankle, o_ankle]}    # footprints on the floor
//	weight: {at: w_heel, dots: 2}   # pale: true
//	timer: {at: [-0.31, 0.14, 0], radius: 0.055}    # a stopwatch that goes round while the phase lasts
//	label: {say: figure.level, at: o_hip, shift: [0.12, 0.05]}    # a word, this far to the right and up, tied to its spot
//
// Words are texts under figure: in every file of content/texts. Short ones: they stand in the picture.
//
// # Looking
//
//	go test ./content/figure -run TestLook -look DIR -only hip_drop [-side left] [-build m] [-lang de]
//
// writes the moving picture, its frames, the stills and the pictures of mistakes, and says what is wrong with the poses.
// The other tests of the package hold every scene to what a body can do: see scenes_test.go.
package figure
