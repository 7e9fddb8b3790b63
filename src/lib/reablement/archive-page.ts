import { columnsOf, photoPath } from './archive.ts'
import type { ArchivePhoto } from './archive.ts'
import { archiveTables, tablesThatStay } from './archive-tables.ts'
import type { ArchiveTable } from './archive-tables.ts'
import { londonDate, sayDate, sayLongDay, sayTime } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { escaped } from './escaped.ts'
import { photoKeptDays } from './raised.ts'

/** Whose archive it is, and how much of each table is in it. */
export interface ArchiveAbout {
  service: string
  /** Who took it. */
  by: string
  /** Instant, ISO UTC, and its local day. */
  at: string
  today: LocalDate
  /** Rows by table. */
  rows: Readonly<Record<string, number>>
  /** The photos its rows name, in the order they were raised. */
  photos: readonly ArchivePhoto[]
}

const style = `body{font:1rem/1.5 sans-serif;margin:0}main{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:left}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #767676;padding:.2rem .6rem .2rem 0}
th[scope=row]{white-space:nowrap;font-family:monospace;font-weight:normal}.private{border:2px solid;padding:0 1rem}`

/**
 * The page that explains the archive to whoever opens it, years later and without Perch: what each file and column is,
 * what is not in it, and how to keep it. Plain HTML: it runs nothing and fetches nothing.
 */
export function archivePage(about: ArchiveAbout): string {
  const { service, by, at, today } = about
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Archive of ${escaped(service)}, ${sayLongDay(today)}</title>
<style>
${style}
</style>
</head>
<body>
<main>
<h1>Archive of ${escaped(service)}</h1>
<p>Taken by ${escaped(by)} on ${sayLongDay(today)} at ${sayTime(at)}. It is what Perch, the service’s daily huddle board, held then; the little that stayed inside is named at the end. You need nothing of Perch to read it.</p>
${privacy}
${howToRead}
<h2>What is in it</h2>
<ul>
${archiveTables.map((table) => `<li><a href="#${table.file}">${table.file}</a>: ${rowsOf(table, about)}. ${escaped(table.words)}</li>`).join('\n')}
<li><a href="#photos">photos</a>: ${photosWords(about)}. What was photographed for them.</li>
</ul>
${archiveTables.map((table) => tableSection(table, about)).join('\n')}
${photoSection(about)}
${whatStays()}
</main>
</body>
</html>
`
}

const privacy = `<div class="private">
<h2>Keep it safe</h2>
<p>It names people, where they live, their NHS numbers and what they needed help with, and its photos show their homes: special category data under data protection law. Keep it encrypted, where only those can open it who need it, and no longer than the council’s retention schedule says. Send it by no ordinary e-mail. If it is lost or seen by somebody else, tell the data protection officer at once.</p>
<p>There are no key-safe codes in it: they were never in Perch. It is never the source of a resuscitation decision. Of safeguarding it holds that a concern was raised, when, its reference and whose it is, and no account beyond what colleagues wrote in their notes.</p>
</div>`

const howToRead = `<h2>How to read it</h2>
<p>Each table is there twice, and both say the same. In <code>csv</code> it opens in any spreadsheet: UTF-8, commas, the names of the columns in the first line. An apostrophe stands in front of text that a spreadsheet might take for a formula; it is not part of the text. In <code>json</code> it is for programs: a list of objects, <code>null</code> for what is not known.</p>
<p>Days are written 2026-11-23. Moments are written 2026-11-23T09:31:00.000Z, in UTC: in summer add an hour for the time in England. Yes is 1, no is 0. Where a column says “id” of another file, look for that value in that file’s first column.</p>`

function rowsOf({ table }: ArchiveTable, { rows }: ArchiveAbout): string {
  const many = rows[table] ?? 0
  return many === 1 ? '1 row' : `${String(many)} rows`
}

function tableSection(table: ArchiveTable, about: ArchiveAbout): string {
  const { file, words, columns, stays = {} } = table
  const rows = columnsOf(table).map(
    (name) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(columns[name] ?? '')}</td></tr>`,
  )
  const left = Object.entries(stays).map(
    ([name, why]) => `<p>Not in it: <code>${escaped(name)}</code>. ${escaped(why)}</p>`,
  )
  return `<h2 id="${file}">${file}</h2>
<p>${escaped(words)} ${rowsOf(table, about)}: <a href="csv/${file}.csv">csv/${file}.csv</a>, <a href="json/${file}.json">json/${file}.json</a>.</p>
<table>
<tr><th scope="col">Column</th><th scope="col">What it means</th></tr>
${rows.join('\n')}
</table>
${left.join('\n')}`
}

function photosWords({ photos }: ArchiveAbout): string {
  const there = photos.filter((one) => one.there).length
  const missing = photos.length - there
  const words = there === 1 ? '1 photo' : `${String(there)} photos`
  return missing === 0 ? words : `${words}, and ${String(missing)} missing`
}

/** Each photo by its row; one that was not there is said, so that nobody takes the archive for whole. */
function photoSection(about: ArchiveAbout): string {
  const rows = about.photos.map(({ raised, at, there }) => {
    const path = escaped(photoPath(raised))
    const file = there
      ? `<a href="${path}">${path}</a>`
      : 'missing: the file was gone, or was no longer what had been kept'
    return `<tr><th scope="row">${escaped(raised)}</th><td>${sayDate(londonDate(new Date(at)))}, ${sayTime(at)}</td><td>${file}</td></tr>`
  })
  const table = `<table>
<tr><th scope="col">“id” of raised</th><th scope="col">Raised</th><th scope="col">Its photo</th></tr>
${rows.join('\n')}
</table>`
  return `<h2 id="photos">photos</h2>
<p>The photos that came with what was <a href="#raised">raised</a>, JPEG, each named by the “id” of its row there; that row’s <code>photo_sha256</code> is the file’s fingerprint. ${photosWords(about)}.</p>
${rows.length === 0 ? '' : table}`
}

function whatStays(): string {
  const stays = Object.entries(tablesThatStay).map(
    ([table, why]) => `<li><code>${escaped(table)}</code>: ${escaped(why)}</li>`,
  )
  return `<h2>What is not in it</h2>
<ul>
<li>Photos of episodes that ended more than ${String(photoKeptDays)} days before: they were removed by then.</li>
${stays.join('\n')}
</ul>`
}
