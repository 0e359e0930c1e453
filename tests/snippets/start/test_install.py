"""Facts that the page on installing tells its reader."""

import subprocess
import sys
from importlib.metadata import metadata, requires

import pytest
import torch


def test_torchvision_names_the_oldest_torch_it_works_with():
    assert any(line.split()[0] == "torch" and ">=" in line for line in requires("torchvision"))


def test_the_compiled_part_of_torchvision_answers(page):
    assert page.torchvision.ops.nms(page.boxes, page.scores, 0.5).tolist() == [0]


def test_the_short_names_are_the_modules_they_stand_for(page):
    assert page.nn is torch.nn
    assert page.F is torch.nn.functional
    assert page.optim is torch.optim


def test_data_sets_of_torchvision_are_data_sets_of_torch(page):
    assert issubclass(page.datasets.FakeData, page.Dataset)
    assert page.Dataset is torch.utils.data.Dataset


def test_print_has_been_a_function_since_python_3(page):
    assert page.__future__.print_function.getMandatoryRelease()[0] == 3


def test_the_old_c_libraries_have_left_no_headers(page):
    assert (page.include / "ATen").is_dir()
    assert not (page.include / "TH").exists() and not (page.include / "THNN").exists()


def test_a_file_named_torch_hides_the_library(tmp_path):
    (tmp_path / "torch.py").write_text("import torch\nprint(torch.tensor(1))\n", "utf-8")
    run = subprocess.run([sys.executable, "torch.py"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode
    assert "has no attribute 'tensor'" in run.stderr


@pytest.mark.parametrize("version", ["2.9", "2.10.1", "3.0", "2.15.0+cu132"])
def test_versions_are_compared_number_by_number(page, version):
    assert page.at_least(version, "2.9")
    assert page.at_least(version, version.split("+")[0])
    assert not page.at_least(version, "10.0")


def test_every_device_of_the_report_can_be_used(page):
    for kind, count in page.device_report().items():
        assert count >= 1 and torch.ones(1, device=kind).device.type == kind


def test_the_library_is_called_torch_and_names_must_be_imported(errors):
    assert errors["wrong-name"] == "ModuleNotFoundError: No module named 'pytorch'"
    assert errors["no-import"] == "NameError: name 'nn' is not defined"


def test_torch_asks_for_the_python_that_the_page_names():
    assert metadata("torch")["Requires-Python"] == ">=3.11"
