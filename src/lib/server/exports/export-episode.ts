import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { episodeText, pasteInto, textFileName } from '../../reablement/episode-text.ts'
import type { PasteInto } from '../../reablement/episode-text.ts'
import type { TextsView } from '../../reablement/exports-view.ts'
import { bundleFileName, fhirBundle } from '../../reablement/fhir-bundle.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { episode } from '../storage/schema.ts'
import type { EpisodeOut } from '../../reablement/episode-out.ts'
import { readEpisodeOut } from './read-episode-out.ts'
import type { ReadPage } from './read-episode-out.ts'

/** A file to save. */
export interface FileOut {
  name: string
  text: string
}

/** Which episode, and who reads its page. */
export interface Asked {
  episode: string
  readPage: ReadPage
}

/**
 * An episode as a FHIR R4 bundle. `base` is the service's own address, without a slash at its end.
 * @throws Problem 'not-found', or perform's.
 */
export async function exportBundle(
  desk: Desk,
  who: Colleague | null,
  asked: Asked & { base: string },
): Promise<FileOut> {
  return exportEpisode(desk, who, asked, 'FHIR', (out, at) => ({
    name: bundleFileName(londonDate(new Date(at))),
    text: `${JSON.stringify(fhirBundle(out, asked.base, at), null, 1)}\n`,
  }))
}

/** An episode as text to paste into one system, as a file. @throws Problem 'not-found', or perform's. */
export async function exportText(
  desk: Desk,
  who: Colleague | null,
  asked: Asked & { into: PasteInto },
): Promise<FileOut> {
  const { into } = asked
  return exportEpisode(desk, who, asked, into, (out, at) => {
    const today = londonDate(new Date(at))
    return {
      name: textFileName(into, today),
      text: episodeText(out, into, { by: who?.name ?? '', at, today }),
    }
  })
}

/** An episode as text for each system it is pasted into, to be seen and copied. @throws as `exportText`. */
export async function exportTexts(desk: Desk, who: Colleague | null, asked: Asked): Promise<TextsView> {
  return exportEpisode(desk, who, asked, 'text', (out, at) => {
    const copied = { by: who?.name ?? '', at, today: londonDate(new Date(at)) }
    return {
      episode: asked.episode,
      name: out.page.header.name,
      texts: pasteInto.map((into) => ({ into, text: episodeText(out, into, copied) })),
    }
  })
}

/** Whatever of a person leaves for another record is audited as 'export episode', with what it was. */
async function exportEpisode<T>(
  desk: Desk,
  who: Colleague | null,
  { episode: id, readPage }: Asked,
  as: string,
  write: (out: EpisodeOut, at: string) => T,
): Promise<T> {
  return perform(desk, who, {
    act: 'export episode',
    thing: (tx) => ({ kind: 'person', id: personOf(tx, id) }),
    work: (tx, at) => write(readEpisodeOut(tx, readPage(tx, id, at)), at),
    detail: { episode: id, as },
  })
}

function personOf(tx: Transaction, id: string): string {
  const row = tx.select({ person: episode.person }).from(episode).where(eq(episode.id, id)).get()
  if (!row) throw new Problem('not-found')
  return row.person
}
