import { episodesOn, noteText } from '../../page/note.ts'
import { hasMarks, marksOf, readMarks } from '../../page/marks.ts'
import type { SealedNote } from '../../reablement/record.ts'
import { authorsOn, marksSetOn } from '../storage/page-people.ts'
import type { Storage } from '../storage/open.ts'
import type { OpenPage } from './open-page.ts'

/** Every episode with anything on the page; of a damaged one, on what can be trusted of it. Everything staged must be committed. */
export function sealedNotes(page: OpenPage, storage: Storage): SealedNote[] {
  const doc = page.document()
  const authors = authorsOn(storage, page.huddle)
  const saidHow = new Map(
    marksSetOn(storage, page.huddle)
      .filter(({ key }) => key === 'how')
      .map(({ episode, value, by }) => [episode, { value, by }]),
  )
  const notes: SealedNote[] = []
  for (const episode of episodesOn(doc)) {
    const text = noteText(doc, episode)
    const marks = readMarks(marksOf(doc, episode).entries())
    const said = saidHow.get(episode)
    if (text === '' && !hasMarks(marks)) continue
    notes.push({
      episode,
      text,
      how: marks.how ?? null,
      // The last word may have come after the damage: then it is not known who said this one.
      howBy: said && said.value === marks.how ? said.by : null,
      raised: marks.raised ?? null,
      teams: marks.teams,
      authors: authors.get(episode) ?? [],
    })
  }
  return notes
}
