import type { CommandWords, FlagWords } from './command-words.ts';
import type { ValueSource } from './values.ts';

/** The script of each shell, made from the tree of commands. */
export const SHELLS = {
  bash: { script: bashScript, install: 'source <(quhao completion bash), for good in ~/.bashrc' },
  zsh: { script: zshScript, install: 'source <(quhao completion zsh), for good in ~/.zshrc after compinit' },
  fish: { script: fishScript, install: 'quhao completion fish > ~/.config/fish/completions/quhao.fish' },
} as const satisfies Readonly<
  Record<string, { readonly script: (tree: readonly CommandWords[]) => string; readonly install: string }>
>;

export type Shell = keyof typeof SHELLS;

/** The words that a shell offers after a command; flags come once a dash is typed. */
function bashScript(tree: readonly CommandWords[]): string {
  return [
    '_quhao() {',
    `  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path="" at words=""`,
    '  for ((at = 1; at < COMP_CWORD; at++)); do',
    `    case " $path \${COMP_WORDS[at]}" in`,
    ...tree.filter(({ path }) => path.length > 0).map(({ path }) => `      "${pathPattern(path)}") path="${path.join(' ')}" ;;`),
    '    esac',
    '  done',
    '  case "$path $before" in',
    ...tree.flatMap((command) => command.flags.map((flag) => bashValues(command, flag))).filter((line) => line !== ''),
    '  esac',
    '  case "$path" in',
    ...tree.map(
      (command) =>
        `    "${command.path.join(' ')}") words="${wordsOf(command).join(' ')}${asked(command.source)}"; [[ $word == -* ]] && words="${flagsOf(command).join(' ')}" ;;`,
    ),
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '}',
    '# A serial has a colon in it, at which bash would begin another word.',
    `COMP_WORDBREAKS=\${COMP_WORDBREAKS//:/}`,
    'complete -o default -F _quhao quhao',
  ].join('\n');
}

/** The first word follows the empty path, so that it has two spaces before it. */
function pathPattern(path: readonly string[]): string {
  return path.length === 1 ? `  ${path[0]}` : ` ${path.join(' ')}`;
}

function bashValues({ path }: CommandWords, { name, choices, takesValue, source }: FlagWords): string {
  if (!takesValue) {
    return '';
  }
  const words = `${choices.join(' ')}${asked(source)}`;
  const reply = words === '' ? 'COMPREPLY=()' : `COMPREPLY=($(compgen -W "${words}" -- "$word"))`;
  return `    "${path.join(' ')} ${name}") ${reply}; return ;;`;
}

/** Words that the command itself is asked for when they are needed: it is the one that was typed. */
function asked(source: ValueSource | null): string {
  return source === null ? '' : ` $("\${COMP_WORDS[0]}" completion values ${source} 2> /dev/null)`;
}

function wordsOf({ commands, values }: CommandWords): readonly string[] {
  return [...commands, ...values];
}

function flagsOf({ flags }: CommandWords): readonly string[] {
  return flags.map(({ name }) => name);
}

/** zsh runs completion functions of bash. */
function zshScript(tree: readonly CommandWords[]): string {
  return ['autoload -U +X bashcompinit && bashcompinit', bashScript(tree)].join('\n');
}

function fishScript(tree: readonly CommandWords[]): string {
  return ['complete -c quhao -f', ...tree.flatMap(fishLines)].join('\n');
}

function fishLines({ path, commands, flags, values, source }: CommandWords): readonly string[] {
  const seen = path.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
  const not = commands.length === 0 ? '' : `${seen === '' ? '' : '; and '}not __fish_seen_subcommand_from ${commands.join(' ')}`;
  const condition = `${seen}${not}`;
  const start = `complete -c quhao -n ${quoted(condition === '' ? 'true' : condition)}`;
  const words = [...commands, ...values, ...fishAsked(source)];
  return [
    ...(words.length === 0 ? [] : [`${start} -a ${quoted(words.join(' '))}`]),
    ...flags.map(({ name, description, takesValue, choices, source: valueSource }) => {
      const offered = [...choices, ...fishAsked(valueSource)];
      const value = takesValue ? ` -r${offered.length === 0 ? '' : ` -a ${quoted(offered.join(' '))}`}` : '';
      return `${start} -l ${name.replace(/^-+/, '')}${value} -d ${quoted(description)}`;
    }),
  ];
}

function fishAsked(source: ValueSource | null): readonly string[] {
  return source === null ? [] : [`(quhao completion values ${source} 2> /dev/null)`];
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
