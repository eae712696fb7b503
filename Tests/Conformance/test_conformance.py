"""The 13 tests of jupyter_kernel_test 0.7.0 against the kernelspec named by LOUPE_KERNEL (default: loupe)."""

import os

import jupyter_kernel_test as jkt
import samples

KERNEL = os.environ.get("LOUPE_KERNEL", "loupe")


class TestLoupe(jkt.KernelTests):
    kernel_name = KERNEL
    language_name = "loupe"
    file_extension = ".loupe"
    code_hello_world = samples.HELLO
    code_stderr = samples.STDERR
    completion_samples = samples.COMPLETIONS
    complete_code_samples = samples.COMPLETE
    incomplete_code_samples = samples.INCOMPLETE
    invalid_code_samples = samples.INVALID
    code_page_something = samples.PAGE
    code_generate_error = samples.ERROR
    code_execute_result = samples.RESULTS
    code_display_data = [{"code": samples.DISPLAY, "mime": "text/plain"}]
    code_history_pattern = samples.HISTORY_PATTERN
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = samples.INSPECT
    code_clear_output = samples.CLEAR


class TestWelcome(jkt.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True
