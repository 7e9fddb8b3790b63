import { Problem } from '../../reablement/problem.ts'
import { commands } from '../../wire/commands.ts'
import type { Command, CommandKind } from '../../wire/commands.ts'
import { parse } from '../access/parse.ts'

/** What a screen sent, as a command. @throws Problem 'bad-input'. */
export function readCommand(sent: unknown): Command {
  const kind = typeof sent === 'object' && sent !== null && 'kind' in sent ? sent.kind : undefined
  if (!isKind(kind)) throw new Problem('bad-input', { field: 'kind' })
  const input: unknown = typeof sent === 'object' && sent !== null && 'input' in sent ? sent.input : undefined
  return { kind, input: parse(commands[kind], input) } as Command
}

function isKind(kind: unknown): kind is CommandKind {
  return typeof kind === 'string' && Object.hasOwn(commands, kind)
}
