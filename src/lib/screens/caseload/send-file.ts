import type { Looked, ReadingNews, ReadingProgress } from '#lib/reablement/caseload-preview.ts'

/** How far a file under way is, as it truly is: `of` 0 when nobody can tell. */
export interface Under {
  words: string
  done: number
  of: number
}

/** Sends a file and hears how far its reading is. Resolves with what it would change, or with why it cannot be used. */
export function sendFile(
  file: File,
  told: (under: Under) => void,
): Promise<{ looked: Looked } | { problem: string }> {
  const request = new XMLHttpRequest()
  let read = 0
  let last: ReadingNews | null = null
  const hear = () => {
    const text = request.responseText
    for (let end = text.indexOf('\n', read); end !== -1; end = text.indexOf('\n', read)) {
      last = JSON.parse(text.slice(read, end)) as ReadingNews
      read = end + 1
      if ('progress' in last) told(inWords(last.progress))
    }
  }
  return new Promise((done) => {
    const lost = () =>
      done({ problem: 'Perch could not be reached. Nothing was changed; try again in a moment.' })
    request.upload.onprogress = ({ loaded, total }) => told(sending(loaded, total))
    request.onprogress = () => {
      if (request.status === 200) hear()
    }
    request.onload = () => {
      if (request.status !== 200) return done({ problem: refused(request) })
      hear()
      return last && !('progress' in last) ? done(last) : lost()
    }
    request.onerror = lost
    request.onabort = lost
    const body = new FormData()
    body.set('file', file)
    request.open('POST', '/caseload/read')
    request.setRequestHeader('accept', 'application/json')
    request.send(body)
  })
}

/** The server's own words, whichever way it said them. */
function refused({ responseText }: XMLHttpRequest): string {
  try {
    const said = JSON.parse(responseText) as { problem?: string; message?: string }
    return said.problem ?? said.message ?? 'This could not be done.'
  } catch {
    return 'This could not be done. Nothing was changed.'
  }
}

const kilobytes = (bytes: number) => Math.round(bytes / 1024).toLocaleString('en-GB')

function sending(loaded: number, total: number): Under {
  const words = `Sending: ${kilobytes(loaded)} of ${kilobytes(total)} kB`
  return { words, done: loaded, of: total }
}

function inWords({ phase, done, of }: ReadingProgress): Under {
  if (phase === 'checks') return { words: 'Checking the rows against each other…', done: 0, of: 0 }
  if (phase === 'comparing') return { words: 'Comparing with the board…', done: 0, of: 0 }
  const words = `Reading: ${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} rows`
  return { words, done, of }
}
