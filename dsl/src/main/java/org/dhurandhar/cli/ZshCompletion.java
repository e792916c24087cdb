package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;

/// Completion for zsh, sourced or in a folder of `fpath`.
final class ZshCompletion {
    private static final String HEAD =
            """
            #compdef dhurandhar
            # zsh completion for dhurandhar; printed by: dhurandhar completion zsh
            _dhurandhar() {
                local cur=${words[CURRENT]} prev=${words[CURRENT-1]} files=
                local -a options names
                if [[ $cur == --*=* ]]; then
                    prev=${cur%%=*}
                    cur=${cur#*=}
                    compset -P '*='
                fi
                if (( CURRENT == 2 )); then
                    options=('--help:show help' '--version:show the version')
                    names=(COMMANDS)
                else
                    case ${words[2]} in
            """;

    private static final String TAIL =
            """
                    esac
                fi
                if [[ $cur == -* ]]; then
                    _describe -o option options
                    return
                fi
                if (( CURRENT == 2 )); then
                    _describe command names
                else
                    compset -P '*,'
                    compadd -S '' -- ${(M)names:#*=}
                    compadd -- ${names:#*=}
                fi
                if [[ -n $files ]]; then _files; fi
            }
            if [[ ${funcstack[1]-} == _dhurandhar ]]; then
                _dhurandhar "$@"
            else
                compdef _dhurandhar dhurandhar
            fi
            """;

    private ZshCompletion() {}

    static String text(List<Completable> commands) {
        var names = new ArrayList<String>();
        var out = new StringBuilder();
        for (var command : commands) {
            names.add(described(command.name(), command.about()));
            command(command, out);
        }
        return HEAD.replace("COMMANDS", String.join(" ", names)) + out + TAIL;
    }

    private static void command(Completable command, StringBuilder out) {
        out.append("        ").append(command.name()).append(")\n");
        out.append("            case $prev in\n");
        var described = new ArrayList<String>();
        for (var option : command.options()) {
            for (var name : option.names()) {
                described.add(described(name, option.about()));
            }
            if (option.takesValue()) {
                out.append("            ").append(String.join(" | ", option.names())).append(") ");
                out.append(option.values().isEmpty() ? "" : sets(option.values()) + " ");
                out.append(";;\n");
            }
        }
        out.append("            *)\n");
        out.append("                options=(").append(String.join(" ", described)).append(")\n");
        if (!command.positional().isEmpty()) {
            out.append("                ").append(sets(command.positional())).append('\n');
        }
        if (command.last()) {
            out.append("                if (( CURRENT > 3 )); then options=() files=yes; fi\n");
        }
        out.append("                ;;\n            esac\n            ;;\n");
    }

    private static String described(String name, String about) {
        var text = about.isEmpty() ? name : name + ":" + about.replace(":", "\\:");
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String sets(Candidates candidates) {
        var sets = new ArrayList<String>();
        if (!candidates.words().isEmpty()) {
            sets.add("names=(" + String.join(" ", candidates.words()) + ")");
        }
        if (candidates.files()) {
            sets.add("files=yes");
        }
        return String.join(" ", sets);
    }
}
