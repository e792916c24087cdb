package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;

/// Completion for bash, 3.2 and newer.
final class BashCompletion {
    private static final String HEAD =
            """
            # bash completion for dhurandhar; printed by: dhurandhar completion bash
            _dhurandhar() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
                local options= words= files= list= file
                # bash takes --option=value for three words.
                if [[ $cur == = ]]; then
                    cur=
                elif [[ $prev == = && $COMP_CWORD -gt 2 ]]; then
                    prev=${COMP_WORDS[COMP_CWORD-2]}
                fi
                if [[ $COMP_CWORD -eq 1 ]]; then
                    options='--help --version'
                    words='COMMANDS'
                else
                    case ${COMP_WORDS[1]} in
            """;

    private static final String TAIL =
            """
                    esac
                fi
                if [[ $cur == -* ]]; then words=$options files=; fi
                # Names may follow each other after commas.
                if [[ $cur == *,* ]]; then list=${cur%,*},; fi
                COMPREPLY=($(compgen -P "$list" -W "$words" -- "${cur##*,}"))
                if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
                    compopt -o nospace 2>/dev/null
                fi
                if [[ -n $files ]]; then
                    compopt -o filenames 2>/dev/null
                    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
                fi
            }
            complete -F _dhurandhar dhurandhar
            """;

    private BashCompletion() {}

    static String text(List<Completable> commands) {
        var names = new ArrayList<String>();
        var out = new StringBuilder();
        for (var command : commands) {
            names.add(command.name());
            command(command, out);
        }
        return HEAD.replace("COMMANDS", String.join(" ", names)) + out + TAIL;
    }

    private static void command(Completable command, StringBuilder out) {
        out.append("        ").append(command.name()).append(")\n");
        out.append("            case $prev in\n");
        for (var option : command.options()) {
            if (option.takesValue()) {
                out.append("            ").append(String.join(" | ", option.names())).append(") ");
                out.append(option.values().isEmpty() ? "" : sets(option.values()) + " ");
                out.append(";;\n");
            }
        }
        out.append("            *)\n");
        out.append("                options='").append(String.join(" ", command.optionNames()));
        out.append("'\n");
        if (!command.positional().isEmpty()) {
            out.append("                ").append(sets(command.positional())).append('\n');
        }
        if (command.last()) {
            out.append("                if [[ $COMP_CWORD -gt 2 ]]; then options= files=yes; fi\n");
        }
        out.append("                ;;\n            esac\n            ;;\n");
    }

    private static String sets(Candidates candidates) {
        var sets = new ArrayList<String>();
        if (!candidates.words().isEmpty()) {
            sets.add("words='" + String.join(" ", candidates.words()) + "'");
        }
        if (candidates.files()) {
            sets.add("files=yes");
        }
        return String.join(" ", sets);
    }
}
