import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Perch } from '../support/perch.ts'
import { processOf } from './power-strace.ts'

/** A place for a server's data that can be made full, and given room again. */
export interface SmallDisk {
  kind: 'tmpfs' | 'file-size limit'
  folder: string
  /** Leaves this many bytes, as far as the kind can; again and with none, it takes those too. */
  fill: (server: Perch, slack: number) => void
  free: (server: Perch) => void
  remove: () => void
}

/** A tmpfs of a few megabytes where mounting is permitted, else a folder whose server may not write into files. */
export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'perch-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m,mode=700', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return limited(folder)
  }
  return mounted(folder)
}

function mounted(folder: string): SmallDisk {
  const filler = join(folder, 'filler')
  return {
    kind: 'tmpfs',
    folder,
    fill: (_server, slack) => {
      const file = openSync(filler, 'a')
      fillUp(file, 64 * 1024)
      fillUp(file, 4 * 1024)
      closeSync(file)
      if (slack > 0) execFileSync('truncate', ['-s', `-${String(slack)}`, filler])
    },
    free: () => {
      if (existsSync(filler)) rmSync(filler)
    },
    remove: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

/** Writes until the disk takes no more. */
function fillUp(file: number, piece: number): void {
  const bytes = Buffer.alloc(piece)
  try {
    while (writeSync(file, bytes) === piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

function limited(folder: string): SmallDisk {
  const limit = (server: Perch, bytes: string) =>
    execFileSync('prlimit', [`--pid=${String(processOf(server))}`, `--fsize=${bytes}:`])
  return {
    kind: 'file-size limit',
    folder,
    fill: (server) => limit(server, '1'),
    free: (server) => limit(server, 'unlimited'),
    remove: () => {
      rmSync(folder, { recursive: true })
    },
  }
}
