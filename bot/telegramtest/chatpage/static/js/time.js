// Times as they are shown. English words, 24 hours, any zone.

const cache = new Map();

function format(zone, options) {
  const key = `${zone}|${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone || undefined }));
  return cache.get(key);
}

/** here is the zone of this browser. */
export const here = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** hm gives "07:05"; hms gives "07:05:09". */
export const hm = (date, zone) => format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
export const hms = (date, zone) =>
  format(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(date);

/** shortDay gives "Tue 3 Mar 2026", longDay "Tuesday 3 March 2026". */
export const shortDay = (date, zone) =>
  format(zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(date).replace(",", "");
export const longDay = (date, zone) =>
  format(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date).replace(",", "");

/** dayKey tells days apart. */
export const dayKey = (date, zone) => format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(date);

/** place gives the last part of a zone's name: "New York". */
export const place = (zone) => zone.split("/").at(-1).replaceAll("_", " ");
