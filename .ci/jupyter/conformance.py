"""Jupyter's own suite for kernels: conformance.py KERNEL. At most one test may be skipped: a welcome message is optional."""
import os
import sys
import unittest

import jupyter_kernel_test
from asking import COMPLETE, INCOMPLETE, INVALID


class JavaKernel(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv[1]
    language_name, file_extension = "java", ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    completion_samples = [
        {"text": "Math.ab"}, {"text": '"abc".toUpperC'}, {"text": "java.util.List.of(1).strea"}, {"text": 'model("gemma4-e2b").context(32768).qua'},
        {"text": "noSuchNameAnywhere", "matches": []},
    ]
    complete_code_samples, incomplete_code_samples, invalid_code_samples = COMPLETE, INCOMPLETE, INVALID
    code_page_something = os.environ.get("CHECKS_PAGER", 'page("a page of help");')
    code_generate_error = 'throw new RuntimeException("boom");'
    code_execute_result = [
        {"code": "1+2+3", "result": "6"}, {"code": "Math.max(3, 4)", "result": "4"}, {"code": "java.util.List.of(1, 2, 3)", "result": "[1, 2, 3]"},
        {"code": "int q = 20;\nq + 1", "result": "21"}, {"code": "null + \"x\"", "result": "nullx"},
    ]
    code_display_data = [{"code": 'display("<b>bold</b>", "text/html")', "mime": "text/html"}]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.abs"
    code_clear_output = os.environ.get("CHECKS_CLEAR", "clearOutput();")


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = sys.argv[1]
    support_iopub_welcome = os.environ.get("CHECKS_WELCOME") == "1"


def main():
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (JavaKernel, Welcome))
    outcome = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    wrong = {str(test).split(" ")[0] for test, _ in outcome.failures + outcome.errors}
    skipped = [str(test).split(" ")[0] for test, _ in outcome.skipped]
    print(f"{outcome.testsRun} tests, {len(wrong)} failed, {len(skipped)} skipped{': ' + ', '.join(skipped) if skipped else ''}")
    return 1 if wrong or len(skipped) > 1 or outcome.testsRun < 13 else 0


if __name__ == "__main__":
    sys.exit(main())
