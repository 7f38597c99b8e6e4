using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MarkWhatAPersonPassed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ByPerson",
                table: "PictureReadings",
                type: "bit",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ByPerson",
                table: "PictureReadings");
        }
    }
}
